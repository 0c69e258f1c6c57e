package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.export.ExportRequest.Format;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an export is to hold, as a client says it.
 *
 * @param what one of the three that {@link About} names
 * @param format {@code csv} or {@code ndjson}; csv when none is named
 * @param segmentKey whose members, or whose changes; changes of all segments when none is named
 * @param from when a change was decided, or resolved time of an event; inclusive
 * @param to exclusive
 * @param event the name of a track call
 */
record ExportRequestBody(
        @Nullable String what,
        @Nullable String format,
        @Nullable String segmentKey,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String event) {

    /** What an export can be about. */
    enum About {
        MEMBERS,
        CHANGES,
        EVENTS
    }

    About about() {
        unless(from == null || to == null || from.isBefore(to), "/to", "lies behind from");
        return switch (what) {
            case "members" -> {
                unless(from == null, "/from", "is not said of members");
                unless(to == null, "/to", "is not said of members");
                unless(event == null, "/event", "is said of events");
                yield About.MEMBERS;
            }
            case "membership-changes" -> {
                unless(event == null, "/event", "is said of events");
                yield About.CHANGES;
            }
            case "events" -> {
                unless(segmentKey == null, "/segmentKey", "is not said of events");
                yield About.EVENTS;
            }
            case null, default -> throw invalid("/what", "members, membership-changes or events");
        };
    }

    String key() {
        if (segmentKey == null) {
            throw invalid("/segmentKey", "is needed for members");
        }
        return segmentKey;
    }

    Format fileFormat() {
        return switch (format == null ? "csv" : format.toLowerCase(Locale.ROOT)) {
            case "csv" -> Format.CSV;
            case "ndjson" -> Format.NDJSON;
            default -> throw invalid("/format", "csv or ndjson");
        };
    }

    private static void unless(boolean isGood, String pointer, String message) {
        if (!isGood) {
            throw invalid(pointer, message);
        }
    }

    private static ProblemException invalid(String pointer, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Correct the fields that the violations name.",
                List.of(new Violation(pointer, "export", message)));
    }
}
