/**
 * The one HTTP client for all platforms: addresses of tenants are hostile, answers are bounded, redirects are never
 * followed, and each destination has its own limits.
 */
@NullMarked
package io.tributary.activation.adapter.netty;

import org.jspecify.annotations.NullMarked;
