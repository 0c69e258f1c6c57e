/**
 * Signposts: what a change of the identity graph leaves behind at a profile for events that were resolved before it.
 * An event follows only signposts with a higher graph number than its own, so no event travels in a circle. Only an erasure holds
 * for every number.
 * After a split, events also find their person again by their own identifiers.
 */
@NullMarked
package io.tributary.segment.redirect;

import org.jspecify.annotations.NullMarked;
