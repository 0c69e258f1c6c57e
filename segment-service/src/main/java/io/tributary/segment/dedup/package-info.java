/**
 * A message counts once: the first copy passes, whoever its copies were resolved to. What was seen is remembered as a
 * short hash for a window of real time.
 */
@NullMarked
package io.tributary.segment.dedup;

import org.jspecify.annotations.NullMarked;
