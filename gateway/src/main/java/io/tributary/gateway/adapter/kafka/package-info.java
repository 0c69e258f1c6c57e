/** Kafka: the tenant records going out, the audit log going round, and the first sight of a tenant's events. */
@NullMarked
package io.tributary.gateway.adapter.kafka;

import org.jspecify.annotations.NullMarked;
