/**
 * The collector's reply matrix, asked of a running suite: every status provoked for real, each answer compared as a whole,
 * nothing of a refused request kept, and no memory taken by people who mean harm.
 */
@NullMarked
package io.tributary.local.prove.replies;

import org.jspecify.annotations.NullMarked;
