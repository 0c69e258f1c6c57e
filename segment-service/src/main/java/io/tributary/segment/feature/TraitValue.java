package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A trait as last said: by the most trusted source that said anything, newest by (resolved time, source priority, message
 * id). The order is total, so that the value does not depend on the order of arrival.
 *
 * @param value null when the trait was last said to be nothing
 * @param at resolved time, epoch seconds
 */
public record TraitValue(@Nullable Value value, long at, SourceRank rank, String messageId)
        implements Comparable<TraitValue> {

    private static final Comparator<TraitValue> WEAKEST_FIRST = Comparator.<TraitValue>comparingInt(
                    it -> it.rank().trust())
            .thenComparingLong(TraitValue::at)
            .thenComparingInt(it -> it.rank().priority())
            .thenComparing(TraitValue::messageId);

    @Override
    public int compareTo(TraitValue other) {
        return WEAKEST_FIRST.compare(this, other);
    }

    TraitValue stronger(TraitValue other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
