/**
 * Accepted events on their way into the graph: what of an event points at a person, what it says about consent and
 * addresses, and the order in which a batch is resolved.
 */
@NullMarked
package io.tributary.identity.intake;

import org.jspecify.annotations.NullMarked;
