/**
 * Policies that others use to make people of events, written without a line of our engine: the comparison for it.
 */
@NullMarked
package io.tributary.simulator.policy;

import org.jspecify.annotations.NullMarked;
