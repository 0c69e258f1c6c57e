/**
 * The topics: accepted events in, resolved events out, identity changes and contacts through the outbox relay, and the
 * small view of the tenants.
 */
@NullMarked
package io.tributary.identity.adapter.kafka;

import org.jspecify.annotations.NullMarked;
