/**
 * The HTTP routes under {@code /api/v1} and their problem documents. Translation only: tokens to callers, JSON to core
 * values and back.
 */
@NullMarked
package io.tributary.identity.adapter.http;

import org.jspecify.annotations.NullMarked;
