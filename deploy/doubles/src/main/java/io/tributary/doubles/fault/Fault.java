package io.tributary.doubles.fault;

import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Request;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes wrong with a matching request, and how often. Platform, path and method narrow the match when they are
 * given; path is a part of the request's path.
 */
public record Fault(
        Kind kind,
        @Nullable String platform,
        @Nullable String path,
        @Nullable String method,
        Platform.Failure failure,
        Duration delay,
        int times) {

    private static final int MOST_TIMES = 1_000_000;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /** Reads an order; empty when the kind is unknown or a number is out of range. */
    public static Optional<Fault> from(ObjectNode order) {
        var kind = Kind.named(order.path("kind").asString(""));
        var times = order.path("times").asInt(1);
        var delay = Duration.ofMillis(order.path("delayMillis").asLong(1000));
        var failure = new Platform.Failure(
                order.path("status").asInt(503),
                order.path("code").asInt(0),
                order.path("subcode").asInt(0),
                order.path("retryAfter").asLong(-1));
        if (kind.isEmpty()
                || times < 1
                || times > MOST_TIMES
                || delay.isNegative()
                || delay.compareTo(LONGEST_DELAY) > 0
                || failure.status() < 200
                || failure.status() > 599) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                kind.get(),
                textOrNull(order, "platform"),
                textOrNull(order, "path"),
                textOrNull(order, "method"),
                failure,
                delay,
                times));
    }

    boolean hits(String platformName, Request request) {
        return (platform == null || platform.equals(platformName))
                && (path == null || request.path().contains(path))
                && (method == null || method.equalsIgnoreCase(request.method()));
    }

    private static @Nullable String textOrNull(ObjectNode order, String field) {
        var value = order.get(field);
        return value == null || !value.isString() ? null : value.stringValue();
    }

    /** The ways in which a call can go wrong. */
    public enum Kind {
        /** Answers with the given status in the platform's own words; nothing is applied. */
        STATUS,
        /** Never answers, until the script is deleted or ten minutes are over; nothing is applied. */
        HANG,
        /** Closes the connection without an answer; nothing is applied. */
        RESET,
        /** Applies the request, then closes the connection without an answer. */
        LOST_RESPONSE,
        /** Answers 200 with a page that is no JSON, as a captive proxy does; nothing is applied. */
        GARBAGE,
        /** Waits, then applies and answers as usual. */
        DELAY;

        static Optional<Kind> named(String name) {
            for (var kind : values()) {
                if (kind.wireName().equals(name)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
