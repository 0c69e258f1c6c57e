package io.tributary.segment.membership;

import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.feature.Sum;
import io.tributary.segment.rule.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An event as it happened: name, second, and all values of its properties in order. */
public record RawEvent(String event, long at, String messageId, Map<String, List<Value>> properties) {

    /** What the engine is told of it. */
    EventFacts facts() {
        var different = new TreeMap<String, List<Value>>();
        var sums = new TreeMap<String, Sum>();
        properties.forEach((name, values) -> {
            different.put(name, values.stream().distinct().toList());
            for (var value : values) {
                if (value instanceof Value.Numeric(var number)) {
                    sums.merge(name, Sum.of(number), Sum::plus);
                }
            }
        });
        return new EventFacts(event, at, messageId, SourceRank.EQUAL, different, sums, List.of());
    }
}
