/**
 * Who is in which segment, since when, and when that changes by itself. Each leaf of a rule becomes a set of intervals
 * over a profile's state; groups combine them; the difference to what was known becomes membership changes.
 */
@NullMarked
package io.tributary.segment.membership;

import org.jspecify.annotations.NullMarked;
