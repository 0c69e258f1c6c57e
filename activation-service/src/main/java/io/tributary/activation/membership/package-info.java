/**
 * The current standing of people in segments, as segment-service states it, and what a merge of two people moves.
 */
@NullMarked
package io.tributary.activation.membership;

import org.jspecify.annotations.NullMarked;
