/**
 * Stays: the intervals in which people were members of segments, as it was told at the time. What was decided about an instant
 * never changes afterwards, whatever becomes known later; only erasure takes stays away.
 */
@NullMarked
package io.tributary.segment.stay;

import org.jspecify.annotations.NullMarked;
