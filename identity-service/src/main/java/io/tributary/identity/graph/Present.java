package io.tributary.identity.graph;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a batch is decided, in suite milliseconds: what happened long ago, as in an import of history, says nothing about
 * whether an address is still used, and a time that is still to come says nothing at all. Empty while nobody knows: then
 * every event may be of today.
 */
public record Present(OptionalLong now) {

    private static final long ABOUT = Duration.ofDays(2).toMillis();

    private static final Present UNKNOWN = new Present(OptionalLong.empty());

    public static Present at(long now) {
        return new Present(OptionalLong.of(now));
    }

    public static Present unknown() {
        return UNKNOWN;
    }

    boolean isAbout(long at) {
        return now.isEmpty() || Math.abs(at - now.getAsLong()) <= ABOUT;
    }

    /** Whether it is later than any clock that goes only a little wrong. */
    boolean isBefore(long at) {
        return now.isPresent() && at > now.getAsLong() + ABOUT;
    }

    /** The time, or now if it is still to come. */
    long atMost(long at) {
        return now.isPresent() ? Math.min(at, now.getAsLong()) : at;
    }
}
