package io.tributary.segment.membership;

import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.Feature;
import io.tributary.segment.rule.EventFilter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The published segments of one tenant, each after those that it refers to, with the index from what changes to the
 * segments that read it, directly or through another segment; and its computed traits, which rules hold as measures.
 * Equal sets have equal {@link #hash}.
 */
public final class OrderedSegments {

    /** No segments at all. */
    public static final OrderedSegments NONE = of(List.of());

    private final Map<String, SegmentDefinition> byKey;
    private final Map<Feature, Set<String>> readers;
    private final Map<String, Map<EventFilter, Set<String>>> eventReaders;
    private final Map<String, Integer> order;
    private final Map<String, TraitDefinition> traits;
    private final long hash;

    private OrderedSegments(
            Map<String, SegmentDefinition> byKey,
            Map<String, Reads> wholeReads,
            Map<String, Integer> order,
            Map<String, TraitDefinition> traits) {
        this.byKey = byKey;
        this.readers = readers(wholeReads);
        this.eventReaders = eventReaders(wholeReads);
        this.order = order;
        this.traits = traits;
        this.hash = hashOf(byKey.values(), traits.values());
    }

    /** Segments alone. */
    public static OrderedSegments of(Collection<SegmentDefinition> definitions) {
        return of(definitions, List.of());
    }

    /** Orders definitions; those of a circle, which the registry refuses, come in the order of their keys. */
    public static OrderedSegments of(Collection<SegmentDefinition> definitions, Collection<TraitDefinition> traits) {
        var all = new TreeMap<String, SegmentDefinition>();
        definitions.forEach(it -> all.put(it.key(), it));
        var reads = new HashMap<String, Reads>();
        all.forEach((key, definition) -> reads.put(key, Reads.of(definition.rule())));
        var ordered = new LinkedHashMap<String, SegmentDefinition>();
        all.keySet().forEach(key -> place(key, all, reads, new LinkedHashSet<>(), ordered));
        var order = new HashMap<String, Integer>();
        ordered.keySet().forEach(key -> order.put(key, order.size()));
        var whole = new LinkedHashMap<String, Reads>();
        ordered.keySet().forEach(key -> whole.put(key, whole(key, reads)));
        var named = new TreeMap<String, TraitDefinition>();
        traits.forEach(it -> named.put(it.key(), it));
        return new OrderedSegments(ordered, whole, order, named);
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
        return inOrder(keys);
    }

    /**
     * The segments that read the event or a trait that it brings, each after those that it refers to. An event that passes
     * none of a rule's filters changes nothing for it.
     */
    public List<SegmentDefinition> readersOf(EventFacts facts, ZoneId zone) {
        var keys = new LinkedHashSet<String>();
        eventReaders.getOrDefault(facts.event(), Map.of()).forEach((filter, segments) -> {
            if (ValueTests.matches(filter, facts.properties(), zone)) {
                keys.addAll(segments);
            }
        });
        facts.traits().forEach(it -> keys.addAll(readers.getOrDefault(Feature.trait(it.name()), Set.of())));
        return inOrder(keys);
    }

    private List<SegmentDefinition> inOrder(Set<String> keys) {
        return keys.stream()
                .sorted((left, right) -> Integer.compare(order.getOrDefault(left, 0), order.getOrDefault(right, 0)))
                .flatMap(it -> find(it).stream())
                .toList();
    }

    /** What one set of definitions has and another does not have like it. */
    public record Difference(List<SegmentDefinition> segments, List<TraitDefinition> traits) {}

    /**
     * What of these has to be judged anew after another set: what that one does not have like this, and what refers to such
     * or to what is no more, directly or not. Each segment comes after those that it refers to.
     */
    public Difference since(OrderedSegments other) {
        var moved = new HashSet<>(other.byKey.keySet());
        moved.removeAll(byKey.keySet());
        var segments = new ArrayList<SegmentDefinition>();
        for (var definition : byKey.values()) {
            boolean same = definition.equals(other.byKey.get(definition.key()));
            if (!same || Reads.of(definition.rule()).segments().stream().anyMatch(moved::contains)) {
                moved.add(definition.key());
                segments.add(definition);
            }
        }
        var others = other.traits;
        return new Difference(
                segments,
                traits.values().stream()
                        .filter(it -> !it.equals(others.get(it.key())))
                        .toList());
    }

    /** The computed traits, by key; they refer to nothing but events. */
    public Collection<TraitDefinition> traits() {
        return Collections.unmodifiableCollection(traits.values());
    }

    public Optional<TraitDefinition> trait(String key) {
        return Optional.ofNullable(traits.get(key));
    }

    /** The computed traits whose number the event can change. */
    public List<TraitDefinition> traitsReading(EventFacts facts, ZoneId zone) {
        return traits.values().stream()
                .filter(it -> it.figure().event().event().equals(facts.event())
                        && ValueTests.matches(it.figure().event(), facts.properties(), zone))
                .toList();
    }

    /** Names the set: differs when a segment or trait appears, disappears or gets another version. Never zero. */
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

    private static Map<Feature, Set<String>> readers(Map<String, Reads> wholeReads) {
        var readers = new HashMap<Feature, Set<String>>();
        wholeReads.forEach((key, reads) -> reads.features()
                .forEach(it ->
                        readers.computeIfAbsent(it, _ -> new LinkedHashSet<>()).add(key)));
        return readers;
    }

    private static Map<String, Map<EventFilter, Set<String>>> eventReaders(Map<String, Reads> wholeReads) {
        var readers = new HashMap<String, Map<EventFilter, Set<String>>>();
        wholeReads.forEach((key, reads) -> reads.events()
                .forEach(it -> readers.computeIfAbsent(it.event(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(it, _ -> new LinkedHashSet<>())
                        .add(key)));
        return readers;
    }

    /** What a segment reads by itself and through others. */
    private static Reads whole(String key, Map<String, Reads> reads) {
        var whole = Reads.nothing();
        addReads(key, reads, new HashSet<>(), whole);
        return whole;
    }

    private static void addReads(String key, Map<String, Reads> reads, Set<String> seen, Reads whole) {
        var own = reads.get(key);
        if (own == null || !seen.add(key)) {
            return;
        }
        whole.addAll(own);
        own.segments().forEach(it -> addReads(it, reads, seen, whole));
    }

    private static long hashOf(Collection<SegmentDefinition> ordered, Collection<TraitDefinition> traits) {
        long hash = 1125899906842597L;
        for (var definition : ordered) {
            hash = hashed(hash, definition.key() + '@' + definition.version() + '#' + definition.hash());
        }
        for (var trait : traits) {
            hash = hashed(
                    hash,
                    '='
                            + trait.key()
                            + '@'
                            + trait.version()
                            + '#'
                            + trait.figure().sha256());
        }
        return hash == 0 ? 1 : hash;
    }

    private static long hashed(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
