/** What the gateway's tests stand on: a service that does as told, an issuer of any token, the running gateway. */
@NullMarked
package io.tributary.gateway.bed;

import org.jspecify.annotations.NullMarked;
