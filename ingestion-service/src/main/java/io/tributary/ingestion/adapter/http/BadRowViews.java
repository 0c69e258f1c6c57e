package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRowFilter;
import io.tributary.ingestion.badrow.BadRowSummary;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.badrow.Repair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The JSON of bad rows and their repair. */
final class BadRowViews {

    private static final int MAX_IDS = 1000;
    private static final int MAX_REPAIRS = 50;

    private BadRowViews() {}

    /** A bad row in a list, without its original. */
    record RowView(
            String id,
            String source,
            String kind,
            String pointer,
            String failure,
            Instant receivedAt,
            String messageId,
            String call,
            int originalSize,
            boolean truncated,
            @Nullable String job,
            @Nullable Long line,
            @Nullable String replayedBy) {

        static RowView of(BadRowSummary row) {
            var place = row.place();
            return new RowView(
                    row.id(),
                    row.sourceId(),
                    row.reason().kind(),
                    row.reason().pointer(),
                    row.reason().failure(),
                    row.receivedAt(),
                    row.messageId(),
                    row.call(),
                    row.size().inBytes(),
                    row.size().truncated(),
                    place == null ? null : place.jobId(),
                    place == null ? null : place.line(),
                    row.replayedBy());
        }
    }

    /**
     * One bad row with its original as text; bytes that are not UTF-8 show as replacement characters.
     *
     * @param originalBase64 the bytes themselves, when they are no UTF-8
     * @param mapped the call that an import's mapping made of the line: what a repair starts from
     * @param envelope what its batch said once for all of its calls; a replay heeds it
     */
    record WholeRow(
            RowView row,
            String original,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String originalBase64,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String mapped,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String envelope) {

        static WholeRow of(BadRow row) {
            byte[] bytes = row.original().bytes().copy();
            var text = new String(bytes, StandardCharsets.UTF_8);
            boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
            var line = row.line();
            var envelope = row.original().sentWith().envelope();
            return new WholeRow(
                    RowView.of(row.summary()),
                    text,
                    isText ? null : Base64.getEncoder().encodeToString(bytes),
                    line == null || line.mapped() == null ? null : line.mapped().toString(),
                    envelope.length() == 0 ? null : envelope.toString());
        }
    }

    /** Rows of one kind from one source; {@code open} were not replayed yet. */
    record KindView(String kind, String source, long rows, long open, Instant firstSeen, Instant lastSeen) {

        static KindView of(BadRows.KindCount count) {
            return new KindView(
                    count.kind(), count.sourceId(), count.rows(), count.open(), count.firstSeen(), count.lastSeen());
        }
    }

    /** All kinds, the most frequent first. */
    record KindsView(List<KindView> items) {}

    /** Which rows; absent parts mean all. */
    record FilterRequest(
            @Nullable String source,
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String messageId,
            @Nullable String job) {}

    /** Rows by filter or by ids, and what to do to each before it is sent again. */
    record ReplayRequest(
            @Nullable FilterRequest filter,
            @Size(max = MAX_IDS) @Nullable List<@NotBlank String> ids,
            @Size(max = MAX_REPAIRS) @Nullable List<@Valid RepairRequest> repair) {

        /** What was replayed already is never sent again. */
        BadRowFilter toFilter() {
            if (filter == null && (ids == null || ids.isEmpty())) {
                throw ProblemException.invalid("/filter", "needed", "Send a filter, {} for all rows, or ids.");
            }
            var chosen = filter == null ? new FilterRequest(null, null, null, null, null, null) : filter;
            return new BadRowFilter(
                    Storable.ifAny("/filter/source", chosen.source),
                    Storable.ifAny("/filter/kind", chosen.kind),
                    chosen.from,
                    chosen.to,
                    Storable.ifAny("/filter/messageId", chosen.messageId),
                    Storable.ifAny("/filter/job", chosen.job),
                    Storable.all("/ids", ids),
                    false);
        }

        List<Repair> toRepairs() {
            return repair == null
                    ? List.of()
                    : repair.stream().map(RepairRequest::toRepair).toList();
        }
    }

    /** One repair: {@code op} is set, rename, drop or cast. */
    record RepairRequest(
            @NotBlank String op,
            @NotBlank String pointer,
            @Nullable JsonNode value,
            @Nullable String to,
            @Nullable String type) {

        Repair toRepair() {
            return switch (op) {
                case "set" -> new Repair.Set(path(), needed("value", value));
                case "rename" -> new Repair.Rename(path(), needed("to", to));
                case "drop" -> new Repair.Drop(path());
                case "cast" -> new Repair.Cast(path(), castType(needed("type", type)));
                default -> throw ProblemException.invalid("/repair/op", "enum", "Use set, rename, drop or cast.");
            };
        }

        private JsonPointer path() {
            if (!pointer.startsWith("/") || pointer.length() < 2) {
                throw ProblemException.invalid("/repair/pointer", "pointer", "Point at a member, such as /userId.");
            }
            return JsonPointer.compile(pointer);
        }

        private static <T> T needed(String name, @Nullable T value) {
            if (value == null) {
                throw ProblemException.invalid("/repair/" + name, "needed", "This op needs " + name + ".");
            }
            return value;
        }

        private static Repair.CastType castType(String name) {
            for (var type : Repair.CastType.values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return type;
                }
            }
            throw ProblemException.invalid("/repair/type", "enum", "Use string, number, boolean or time.");
        }
    }

    /** Where to look for the progress. */
    record JobReference(String jobId) {}
}
