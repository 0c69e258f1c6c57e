package io.tributary.activation.adapter.http;

import io.tributary.activation.destination.Destination;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A destination as it is shown. Secrets are named and never shown.
 *
 * @param state {@code active} or {@code stopped}; a stopped one waits for a person
 */
record DestinationView(
        String id,
        String key,
        String name,
        String kind,
        Map<String, String> config,
        Set<String> secretsSet,
        String state,
        String stateReason,
        Instant createdAt,
        Instant updatedAt) {

    static DestinationView of(Destination it) {
        return new DestinationView(
                it.id(),
                it.key(),
                it.name(),
                it.kind(),
                it.config().values(),
                it.secrets().names(),
                it.isStopped() ? "stopped" : "active",
                it.stopReason(),
                it.createdAt(),
                it.updatedAt());
    }
}
