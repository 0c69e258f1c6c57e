package io.tributary.segment.membership;

import io.tributary.segment.feature.Feature;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The published segments of one tenant, each after those that it refers to, with the index from a feature to the
 * segments that read it, directly or through another segment. Equal sets have equal {@link #hash}.
 */
public final class OrderedSegments {

    /** No segments at all. */
    public static final OrderedSegments NONE = of(List.of());

    private final Map<String, SegmentDefinition> byKey;
    private final Map<Feature, Set<String>> readers;
    private final Map<String, Integer> order;
    private final long hash;

    private OrderedSegments(
            Map<String, SegmentDefinition> byKey, Map<Feature, Set<String>> readers, Map<String, Integer> order) {
        this.byKey = byKey;
        this.readers = readers;
        this.order = order;
        this.hash = hashOf(byKey.values());
    }

    /** Orders definitions; those of a circle, which the registry refuses, come in the order of their keys. */
    public static OrderedSegments of(Collection<SegmentDefinition> definitions) {
        var all = new TreeMap<String, SegmentDefinition>();
        definitions.forEach(it -> all.put(it.key(), it));
        var reads = new HashMap<String, Reads>();
        all.forEach((key, definition) -> reads.put(key, Reads.of(definition.rule())));
        var ordered = new LinkedHashMap<String, SegmentDefinition>();
        all.keySet().forEach(key -> place(key, all, reads, new LinkedHashSet<>(), ordered));
        var order = new HashMap<String, Integer>();
        ordered.keySet().forEach(key -> order.put(key, order.size()));
        return new OrderedSegments(ordered, readers(ordered.keySet(), reads), order);
    }

    /** Definitions, each after those that it refers to. */
    public Collection<SegmentDefinition> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    public Optional<SegmentDefinition> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The segments that read any of the features, each after those that it refers to. */
    public List<SegmentDefinition> readersOf(Collection<Feature> changed) {
        var keys = new LinkedHashSet<String>();
        changed.forEach(it -> keys.addAll(readers.getOrDefault(it, Set.of())));
        return keys.stream()
                .sorted((left, right) -> Integer.compare(order.getOrDefault(left, 0), order.getOrDefault(right, 0)))
                .flatMap(it -> find(it).stream())
                .toList();
    }

    /** Names the set: differs when a segment appears, disappears or gets another version. Never zero. */
    public long hash() {
        return hash;
    }

    private static void place(
            String key,
            Map<String, SegmentDefinition> all,
            Map<String, Reads> reads,
            Set<String> path,
            Map<String, SegmentDefinition> ordered) {
        var definition = all.get(key);
        var own = reads.get(key);
        if (definition == null || own == null || ordered.containsKey(key) || !path.add(key)) {
            return;
        }
        own.segments().stream().sorted().forEach(it -> place(it, all, reads, path, ordered));
        ordered.put(key, definition);
    }

    private static Map<Feature, Set<String>> readers(Collection<String> keys, Map<String, Reads> reads) {
        var readers = new HashMap<Feature, Set<String>>();
        for (var key : keys) {
            for (var feature : featuresOf(key, reads, new LinkedHashSet<>())) {
                readers.computeIfAbsent(feature, it -> new LinkedHashSet<>()).add(key);
            }
        }
        return readers;
    }

    private static Set<Feature> featuresOf(String key, Map<String, Reads> reads, Set<String> path) {
        var own = reads.get(key);
        if (own == null || !path.add(key)) {
            return Set.of();
        }
        var features = new LinkedHashSet<>(own.features());
        own.segments().forEach(it -> features.addAll(featuresOf(it, reads, path)));
        return features;
    }

    private static long hashOf(Collection<SegmentDefinition> ordered) {
        long hash = 1125899906842597L;
        for (var definition : ordered) {
            var text = definition.key() + '@' + definition.version() + '#' + definition.hash();
            for (int i = 0; i < text.length(); i++) {
                hash = 31 * hash + text.charAt(i);
            }
        }
        return hash == 0 ? 1 : hash;
    }
}
