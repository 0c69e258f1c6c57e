/**
 * Profiles and events in Elasticsearch, and rules as queries over them. Everything that is asked passes
 * {@code TenantSearch}, the one place that adds the tenant's filter and routing.
 */
@NullMarked
package io.tributary.segment.adapter.elasticsearch;

import org.jspecify.annotations.NullMarked;
