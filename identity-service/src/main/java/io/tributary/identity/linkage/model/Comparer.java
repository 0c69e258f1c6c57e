package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.table.LinkField;
import io.tributary.identity.linkage.table.RecordTable;
import java.util.ArrayList;

/** Compares two records of a table field by field. Of several values the pair that agrees best counts. */
public final class Comparer {

    private final Patterns patterns;
    private final LevelMemo[] memos;

    public Comparer(RecordTable table) {
        var compared = new ArrayList<LinkField>();
        var columns = new ArrayList<LevelMemo>();
        for (int field = 0; field < table.fields().size(); field++) {
            if (table.fields().get(field).isCompared()) {
                compared.add(table.fields().get(field));
                columns.add(new LevelMemo(table.fields().get(field).comparison(), table.column(field)));
            }
        }
        this.patterns = new Patterns(compared);
        this.memos = columns.toArray(LevelMemo[]::new);
    }

    public Patterns patterns() {
        return patterns;
    }

    public long compare(int left, int right) {
        long pattern = 0;
        for (int field = 0; field < memos.length; field++) {
            pattern += patterns.digit(field, level(memos[field], left, right));
        }
        return pattern;
    }

    private static int level(LevelMemo memo, int left, int right) {
        var column = memo.column();
        int best = Integer.MAX_VALUE;
        for (int at = column.from(left); at < column.to(left); at++) {
            for (int other = column.from(right); other < column.to(right); other++) {
                best = Math.min(best, memo.level(column.code(at), column.code(other)));
            }
        }
        return best == Integer.MAX_VALUE ? Patterns.NO_VALUE : best;
    }

    /** The share of the rarest value that both records have exactly; 1 when they share none. */
    public double sharedFrequency(int field, int left, int right) {
        var column = memos[field].column();
        double rarest = 1;
        for (int at = column.from(left); at < column.to(left); at++) {
            for (int other = column.from(right); other < column.to(right); other++) {
                if (column.code(at) == column.code(other)) {
                    rarest = Math.min(rarest, column.frequency(column.code(at)));
                }
            }
        }
        return rarest;
    }
}
