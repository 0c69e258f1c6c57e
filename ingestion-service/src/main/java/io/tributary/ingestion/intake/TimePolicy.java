package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.EventTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves when an event happened. A device's clock is corrected by the skew between its sending and our receiving; a
 * server's clock is trusted, because server libraries repeat an old {@code sentAt} on every retry.
 *
 * @param maxClockAhead how far in the future a resolved time may lie
 * @param correctSkew whether devices are corrected at all
 */
public record TimePolicy(Duration maxClockAhead, boolean correctSkew) {

    private static final Set<String> DEVICE_CHANNELS = Set.of("browser", "web", "client", "mobile");

    private static final Set<String> SERVER_CHANNELS = Set.of("server", "sources");

    // Names that the browser and mobile libraries of Segment and RudderStack put into context.library.name.
    private static final Set<String> DEVICE_LIBRARIES = Set.of(
            "analytics.js",
            "analytics-ios",
            "analytics-swift",
            "analytics-android",
            "analytics-kotlin",
            "@segment/analytics-react-native",
            "analytics-flutter",
            "rudderlabs javascript sdk",
            "rudder-ios-library",
            "com.rudderstack.android.sdk.core",
            "rudder-react-native-library",
            "rudder-flutter-library",
            "@jitsu/js");

    /** The times as the client gave them. */
    record Sent(@Nullable Instant original, @Nullable Instant sentAt) {}

    /** How the event arrived: a retry and a source of history are never corrected. */
    record Arrival(Instant receivedAt, boolean retried, boolean historical, boolean fromDevice) {}

    /** A channel that is said to be the server's overrules the library: servers use browser libraries as well. */
    static boolean isDevice(String channel, String library) {
        var said = channel.toLowerCase(Locale.ROOT);
        return DEVICE_CHANNELS.contains(said)
                || (!SERVER_CHANNELS.contains(said) && DEVICE_LIBRARIES.contains(library.toLowerCase(Locale.ROOT)));
    }

    EventTimes resolve(Sent sent, Arrival arrival) {
        var resolved = corrected(sent, arrival);
        var edge = arrival.receivedAt().plus(maxClockAhead);
        boolean clamped = !arrival.historical() && resolved.isAfter(edge);
        return new EventTimes(arrival.receivedAt(), clamped ? edge : resolved, sent.sentAt(), sent.original(), clamped);
    }

    private Instant corrected(Sent sent, Arrival arrival) {
        var original = sent.original();
        if (original == null) {
            return arrival.receivedAt();
        }
        boolean mayCorrect = correctSkew && arrival.fromDevice() && !arrival.retried() && !arrival.historical();
        var sentAt = sent.sentAt();
        return mayCorrect && sentAt != null ? arrival.receivedAt().minus(Duration.between(original, sentAt)) : original;
    }
}
