/**
 * Meta Custom Audiences on the Graph API: an audience is a set of SHA-256 digests, added and removed in sessions.
 * Errors are read from the body, because the status alone does not tell them apart.
 */
@NullMarked
package io.tributary.activation.adapter.meta;

import org.jspecify.annotations.NullMarked;
