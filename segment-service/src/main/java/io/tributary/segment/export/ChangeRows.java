package io.tributary.segment.export;

import io.tributary.segment.stay.Bound;
import io.tributary.segment.stay.Stay;
import java.util.ArrayList;
import java.util.List;

/** The changes that a stay is made of, as rows: its beginning and its end, as far as they were decided in the time asked for. */
final class ChangeRows {

    static final List<String> COLUMNS =
            List.of("segment_id", "version", "profile_id", "op", "at", "cause", "cause_id", "decided_at");

    private ChangeRows() {}

    static List<ExportRow> of(Stay stay, ExportRequest.Changes asked) {
        var rows = new ArrayList<ExportRow>();
        if (asked.holds(stay.entered())) {
            rows.add(row(stay, "entered", stay.entered()));
        }
        var left = stay.left();
        if (left != null && asked.holds(left)) {
            rows.add(row(stay, "exited", left));
        }
        return rows;
    }

    private static ExportRow row(Stay stay, String op, Bound bound) {
        return new ExportRow()
                .put("segment_id", stay.key().segment())
                .put("version", bound.version())
                .put("profile_id", stay.key().profileId())
                .put("op", op)
                .put("at", EventRows.time(bound.at()))
                .put("cause", bound.cause())
                .put("cause_id", bound.causeId())
                .put("decided_at", EventRows.time(bound.decidedAt()));
    }
}
