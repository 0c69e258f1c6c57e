/** The table of public routes: which path belongs to which service, and what the gateway must know about it. */
@NullMarked
package io.tributary.gateway.route;

import org.jspecify.annotations.NullMarked;
