package io.tributary.activation.connector;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A platform's answer. Header names are lower case.
 *
 * @param receivedAt real time, which a Retry-After date is measured against
 */
public record Answer(int status, Map<String, String> headers, String body, Instant receivedAt) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public Answer {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Retry-After in seconds or as a date (RFC 9110 10.2.3); never longer than an hour, never negative. */
    public @Nullable Duration retryAfter() {
        return header("retry-after").map(this::waitOf).orElse(null);
    }

    private @Nullable Duration waitOf(String text) {
        var value = text.strip();
        if (value.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(receivedAt, date.toInstant()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
