package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.table.LinkField;
import java.util.List;

/**
 * Comparison vectors as numbers: one digit per compared field, 0 for no value on one side and otherwise the level plus
 * one.
 */
public final class Patterns {

    /** The digit's level when one side has no value. */
    public static final int NO_VALUE = -1;

    private final List<LinkField> fields;
    private final long[] weights;
    private final long count;

    /** Of the compared fields alone; their places here are their places in every model. */
    Patterns(List<LinkField> compared) {
        this.fields = List.copyOf(compared);
        this.weights = new long[fields.size()];
        long weight = 1;
        for (int field = 0; field < weights.length; field++) {
            weights[field] = weight;
            weight = Math.multiplyExact(weight, (long) fields.get(field).levelCount() + 1);
        }
        this.count = weight;
    }

    public List<LinkField> fields() {
        return fields;
    }

    /** How many patterns there can be. */
    long count() {
        return count;
    }

    long digit(int field, int level) {
        return weights[field] * (level + 1);
    }

    public int level(long pattern, int field) {
        return (int) (pattern / weights[field] % (fields.get(field).levelCount() + 1)) - 1;
    }
}
