/**
 * Audiences and their runs: which rows of a segment belong at a destination, in which order they go, and what became
 * of each. The counts of a run always add up.
 */
@NullMarked
package io.tributary.activation.audience;

import org.jspecify.annotations.NullMarked;
