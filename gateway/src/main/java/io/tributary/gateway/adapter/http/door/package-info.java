/**
 * The way of a request through the gateway: trace id, route, credentials, budgets, body limit, then the service behind
 * its breaker. Collector requests take the short way: no token, no decoding.
 */
@NullMarked
package io.tributary.gateway.adapter.http.door;

import org.jspecify.annotations.NullMarked;
