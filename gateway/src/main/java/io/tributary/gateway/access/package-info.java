/** Who calls and what the gateway lets through: the token's tenant and roles against what a route asks for. */
@NullMarked
package io.tributary.gateway.access;

import org.jspecify.annotations.NullMarked;
