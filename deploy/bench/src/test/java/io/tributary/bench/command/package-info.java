@NullMarked
package io.tributary.bench.command;

import org.jspecify.annotations.NullMarked;
