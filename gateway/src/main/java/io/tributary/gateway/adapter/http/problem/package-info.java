/** Everything that goes wrong at the gateway as one kind of document (RFC 9457), and the id that names a request. */
@NullMarked
package io.tributary.gateway.adapter.http.problem;

import org.jspecify.annotations.NullMarked;
