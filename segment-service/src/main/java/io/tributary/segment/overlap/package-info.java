/** How far segments are the same people: exact counts of who is in both, and two figures that make them comparable. */
@NullMarked
package io.tributary.segment.overlap;

import org.jspecify.annotations.NullMarked;
