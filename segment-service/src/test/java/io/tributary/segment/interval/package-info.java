/** Tests of sets of instants. */
@NullMarked
package io.tributary.segment.interval;

import org.jspecify.annotations.NullMarked;
