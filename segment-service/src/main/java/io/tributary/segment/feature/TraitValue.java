package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A trait as last said: newest by (resolved time, source priority, message id).
 *
 * @param value null when the trait was last said to be nothing
 * @param at resolved time, epoch seconds
 */
public record TraitValue(@Nullable Value value, long at, int priority, String messageId)
        implements Comparable<TraitValue> {

    private static final Comparator<TraitValue> BY_AGE = Comparator.comparingLong(TraitValue::at)
            .thenComparingInt(TraitValue::priority)
            .thenComparing(TraitValue::messageId);

    @Override
    public int compareTo(TraitValue other) {
        return BY_AGE.compare(this, other);
    }

    TraitValue newer(TraitValue other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
