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
 * @param what members of a segment, or what happened
 * @param format {@code csv} or {@code ndjson}; csv when none is named
 * @param segmentKey whose members
 * @param from resolved time of what happened, inclusive
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

    boolean isMembers() {
        return switch (what) {
            case "members" -> {
                unless(from == null, "/from", "is said of events");
                unless(to == null, "/to", "is said of events");
                unless(event == null, "/event", "is said of events");
                yield true;
            }
            case "events" -> {
                unless(segmentKey == null, "/segmentKey", "is said of members");
                unless(from == null || to == null || from.isBefore(to), "/to", "lies behind from");
                yield false;
            }
            case null, default -> throw invalid("/what", "members or events");
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
