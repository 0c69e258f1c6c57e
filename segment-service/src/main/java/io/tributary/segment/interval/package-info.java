/**
 * Sets of instants. A condition's truth is a function of time until the profile's next event; here it is a sorted set
 * of half-open intervals, so that "member now" is a look-up and the next change is a bound.
 */
@NullMarked
package io.tributary.segment.interval;

import org.jspecify.annotations.NullMarked;
