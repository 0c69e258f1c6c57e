/** The collector alone: batches of 1, 10 and 100, direct and through the gateway, each against the ceiling. */
@NullMarked
package io.tributary.bench.door;

import org.jspecify.annotations.NullMarked;
