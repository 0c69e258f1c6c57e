/**
 * The plain consumers and producers beside the topology: topics made ready, tenants read, segments announced, and the
 * indices fed from the profile store's changelog and from the resolved events.
 */
@NullMarked
package io.tributary.segment.adapter.kafka.feed;

import org.jspecify.annotations.NullMarked;
