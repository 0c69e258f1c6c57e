package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRowFilter;
import io.tributary.ingestion.badrow.Repair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
            @Nullable String replayedBy) {

        static RowView of(BadRow row) {
            return new RowView(
                    row.id(),
                    row.sourceId(),
                    row.reason().kind(),
                    row.reason().pointer(),
                    row.reason().failure(),
                    row.receivedAt(),
                    row.messageId(),
                    row.call(),
                    row.original().sizeInBytes(),
                    row.original().truncated(),
                    row.replayedBy());
        }
    }

    /** One bad row with its original as text; bytes that are not UTF-8 show as replacement characters. */
    record WholeRow(RowView row, String original) {

        static WholeRow of(BadRow row) {
            return new WholeRow(
                    RowView.of(row), new String(row.original().bytes().copy(), StandardCharsets.UTF_8));
        }
    }

    /** Which rows; absent parts mean all. */
    record FilterRequest(
            @Nullable String source,
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to) {}

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
            var chosen = filter == null ? new FilterRequest(null, null, null, null) : filter;
            return new BadRowFilter(
                    chosen.source, chosen.kind, chosen.from, chosen.to, ids == null ? List.of() : ids, true);
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
