package io.tributary.segment.membership;

import io.tributary.segment.feature.Entry;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the events of one step of a sequence happened, rising, and by the values of the property that all steps share, where
 * there is one.
 */
final class StepMoments {

    /**
     * One second of a step.
     *
     * @param values of the shared property; a single one that all have where no property is shared
     */
    record Moment(long at, List<Value> values) {}

    private static final List<Value> ANY = List.of(new Value.Bool(true));

    private final List<Moment> all = new ArrayList<>();
    private final Map<Value, List<Moment>> byValue = new HashMap<>();

    StepMoments(Collection<Entry> entries, @Nullable PropertyPath same) {
        for (var entry : entries) {
            var values = same == null ? ANY : entry.properties().getOrDefault(same.text(), List.of());
            entry.seconds().forEach(it -> all.add(new Moment(it, values)));
        }
        // Two entries of one day mix.
        all.sort(Comparator.comparingLong(Moment::at));
        for (var moment : all) {
            moment.values()
                    .forEach(it -> byValue.computeIfAbsent(it, value -> new ArrayList<>())
                            .add(moment));
        }
    }

    List<Moment> all() {
        return all;
    }

    /** Those with one of these values, a list for each value. */
    List<List<Moment>> sharing(Collection<Value> values) {
        return values.stream()
                .map(it -> byValue.getOrDefault(it, List.of()))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** The index of the first one later than that second; their number when there is none. */
    static int after(List<Moment> moments, long second) {
        int from = 0;
        for (int until = moments.size(); from < until; ) {
            int middle = (from + until) >>> 1;
            if (moments.get(middle).at() > second) {
                until = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
