/** HTTP: the gateway's own routes, the door that every request passes, and the problem documents. */
@NullMarked
package io.tributary.gateway.adapter.http;

import org.jspecify.annotations.NullMarked;
