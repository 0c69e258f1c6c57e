package io.tributary.segment.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an export goes on.
 *
 * @param view empty before there is one
 * @param from where the next page begins, null for the first one
 * @param columns those that were found so far, the row's own first
 * @param parts how many parts the file has
 * @param read rows that were looked at for their columns
 * @param restarts how often it began anew because its view was gone
 */
record ExportPosition(
        Phase phase,
        String view,
        @Nullable String from,
        List<String> columns,
        int parts,
        long read,
        int restarts,
        Written written) {

    /** A CSV file is read twice: its first line must know every column. */
    enum Phase {
        OPEN,
        COLUMNS,
        ROWS
    }

    /**
     * What the file holds.
     *
     * @param leftOut values that found no column
     * @param withheld rows of people whose data is restricted
     */
    record Written(long rows, long bytes, long packed, long leftOut, long withheld) {

        static final Written NOTHING = new Written(0, 0, 0, 0, 0);

        Written plus(Written more) {
            return new Written(
                    rows + more.rows,
                    bytes + more.bytes,
                    packed + more.packed,
                    leftOut + more.leftOut,
                    withheld + more.withheld);
        }
    }

    static ExportPosition beginning(int restarts) {
        return new ExportPosition(Phase.OPEN, "", null, List.of(), 0, 0, restarts, Written.NOTHING);
    }

    ExportPosition opened(String opened, Phase next, List<String> own) {
        return new ExportPosition(next, opened, null, own, 0, 0, restarts, written);
    }

    /** A page further in looking for columns; those beyond {@code most} are not taken. */
    ExportPosition found(List<ExportRow> rows, @Nullable String next, int most) {
        var all = new LinkedHashSet<>(columns);
        for (var row : rows) {
            for (var column : row.cells().keySet()) {
                if (all.size() < most) {
                    all.add(column);
                }
            }
        }
        return new ExportPosition(
                next == null ? Phase.ROWS : Phase.COLUMNS,
                view,
                next,
                new ArrayList<>(all),
                parts,
                read + rows.size(),
                restarts,
                written);
    }

    /** A page further in writing. */
    ExportPosition wrote(@Nullable String next, int allParts, Written all) {
        return new ExportPosition(phase, view, next, columns, allParts, read, restarts, all);
    }
}
