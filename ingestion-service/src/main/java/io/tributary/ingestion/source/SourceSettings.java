package io.tributary.ingestion.source;

import java.util.List;

/**
 * What people decide about a source.
 *
 * @param historical it brings history with its own dates: times are taken as they are, events take the bulk lane
 * @param correctsSkew the clocks of its devices are corrected by the skew between their sending and our receiving
 * @param allowedOrigins the web origins that may use its keys from a browser; empty allows all to write and none to read
 * @param eventsPerSecond its own quota beside the tenant's; zero is no limit
 */
public record SourceSettings(
        String name,
        boolean enabled,
        boolean historical,
        boolean correctsSkew,
        Rank rank,
        List<String> allowedOrigins,
        long eventsPerSecond) {

    public SourceSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** A source that is equal to others and takes every origin. */
    public static SourceSettings of(String name, boolean enabled, boolean historical) {
        return new SourceSettings(name, enabled, historical, true, Rank.EQUAL, List.of(), 0);
    }

    /** Whether a request with that Origin header, or without one, may send to the source. */
    public boolean allows(String origin) {
        return origin.isEmpty() || allowedOrigins.isEmpty() || allowedOrigins.contains(origin);
    }
}
