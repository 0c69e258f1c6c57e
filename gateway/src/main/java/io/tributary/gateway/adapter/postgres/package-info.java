/** PostgreSQL: tenants, the audit chain and the answers kept for repeated requests. */
@NullMarked
package io.tributary.gateway.adapter.postgres;

import org.jspecify.annotations.NullMarked;
