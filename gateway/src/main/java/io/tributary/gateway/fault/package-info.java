/** Faults of the servers behind the gateway, translated once at the adapter that met them. */
@NullMarked
package io.tributary.gateway.fault;

import org.jspecify.annotations.NullMarked;
