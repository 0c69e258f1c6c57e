/** A running suite that figures may be taken from. */
@NullMarked
package io.tributary.bench.stand;

import org.jspecify.annotations.NullMarked;
