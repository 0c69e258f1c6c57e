@NullMarked
package io.tributary.segment.freshness;

import org.jspecify.annotations.NullMarked;
