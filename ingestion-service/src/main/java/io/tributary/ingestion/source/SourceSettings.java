package io.tributary.ingestion.source;

import java.util.List;

/**
 * What people decide about a source.
 *
 * @param historical it brings history with its own dates: times are taken as they are, events take the bulk lane
 * @param priority decides between values of a trait with equal times; higher wins
 * @param allowedOrigins the web origins that may use its keys from a browser; empty allows all
 * @param eventsPerSecond its own quota beside the tenant's; zero is no limit
 */
public record SourceSettings(
        String name,
        boolean enabled,
        boolean historical,
        int priority,
        List<String> allowedOrigins,
        long eventsPerSecond) {

    public SourceSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Whether a request with that Origin header, or without one, may use the source. */
    public boolean allows(String origin) {
        return origin.isEmpty() || allowedOrigins.isEmpty() || allowedOrigins.contains(origin);
    }
}
