/** Tenants and their members: provisioning that can be repeated after a crash, and the changes a tenant may make. */
@NullMarked
package io.tributary.gateway.tenant;

import org.jspecify.annotations.NullMarked;
