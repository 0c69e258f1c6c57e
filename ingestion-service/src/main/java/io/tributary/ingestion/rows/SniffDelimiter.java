package io.tributary.ingestion.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the delimiter under which the beginning of a file reads best: most rows have as many cells as the first one. A
 * file in which none of them stands has one column.
 */
public final class SniffDelimiter {

    /** What is offered; the earlier wins when two read equally well. */
    public static final List<Character> OFFERED = List.of(',', ';', '\t', '|');

    private static final int ROWS = 200;

    private SniffDelimiter() {}

    /**
     * The delimiter of a file that begins like this.
     *
     * @param sample whole rows, as {@link RowCutter} reads them
     */
    public static char of(byte[] sample, String encoding) {
        char best = OFFERED.getFirst();
        double bestScore = 0;
        for (char delimiter : OFFERED) {
            double score = score(cellCounts(sample, new RowFormat(FileFormat.CSV, encoding, delimiter)));
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return best;
    }

    /** The share of rows that fit the first, then how many cells there are. */
    private static double score(List<Integer> counts) {
        if (counts.isEmpty() || counts.getFirst() < 2) {
            return 0;
        }
        int expected = counts.getFirst();
        double fitting = counts.stream().filter(it -> it == expected).count();
        return fitting / counts.size() + expected * 1e-6;
    }

    private static List<Integer> cellCounts(byte[] sample, RowFormat format) {
        var counts = new ArrayList<Integer>();
        for (var cells : SampleRows.of(sample, format, ROWS)) {
            counts.add(cells == null ? 0 : cells.size());
        }
        return counts;
    }
}
