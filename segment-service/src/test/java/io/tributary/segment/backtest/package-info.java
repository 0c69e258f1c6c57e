@NullMarked
package io.tributary.segment.backtest;

import org.jspecify.annotations.NullMarked;
