package io.tributary.segment.registry;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.NamedFigures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All segments, segment sets and computed traits of one tenant at one moment: what decisions about references are made on.
 * Every rule means what these traits make of it.
 */
public record Registry(
        Map<String, RegisteredSegment> segments, Map<String, SegmentSet> sets, Map<String, ComputedTrait> traits) {

    public Registry {
        var figures = figures(traits);
        segments = segments.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, it -> it.getValue().meant(figures)));
        sets = Map.copyOf(sets);
        traits = Map.copyOf(traits);
    }

    public Registry(Map<String, RegisteredSegment> segments) {
        this(segments, Map.of());
    }

    public Registry(Map<String, RegisteredSegment> segments, Map<String, SegmentSet> sets) {
        this(segments, sets, Map.of());
    }

    /** What the names of computed traits stand for. */
    public NamedFigures figures() {
        return figures(traits);
    }

    /** What computed traits measure, and the name of each; of two with one measure, the first by name. */
    public Map<Figure, String> traitNames() {
        return figures().figures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .collect(
                        Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey, (first, second) -> first));
    }

    private static NamedFigures figures(Map<String, ComputedTrait> traits) {
        return new NamedFigures(
                traits.values().stream()
                        .filter(ComputedTrait::isLive)
                        .collect(Collectors.toMap(
                                ComputedTrait::key, it -> it.latest().figure())),
                traits.values().stream()
                        .filter(it -> !it.isLive())
                        .map(ComputedTrait::key)
                        .collect(Collectors.toSet()));
    }

    public @Nullable ComputedTrait trait(String key) {
        return traits.get(key);
    }

    /** Keys of segments that are not retired and speak of a trait by that name, sorted. */
    public List<String> speakersOf(String trait) {
        return segments.values().stream()
                .filter(it -> it.status() != SegmentStatus.RETIRED)
                .filter(it -> it.traitNames().contains(trait))
                .map(RegisteredSegment::key)
                .sorted()
                .toList();
    }

    /** Keys of published segments of which the deciding version speaks of a trait by that name, sorted. */
    List<String> decidedBy(String trait) {
        return segments.values().stream()
                .filter(RegisteredSegment::isPublished)
                .filter(it -> it.published() != null
                        && NamedFigures.in(it.published().written()).contains(trait))
                .map(RegisteredSegment::key)
                .sorted()
                .toList();
    }

    /** What the newest and the deciding version of a segment mean. */
    List<Condition> rulesOf(String key) {
        return Stream.ofNullable(segments.get(key))
                .flatMap(it -> Stream.concat(Stream.of(it.latest()), Stream.ofNullable(it.published())))
                .map(SegmentVersion::rule)
                .toList();
    }

    /** The same with a trait as it is to be. */
    public Registry with(ComputedTrait trait) {
        var changed = new HashMap<>(traits);
        changed.put(trait.key(), trait);
        return new Registry(segments, sets, changed);
    }

    public @Nullable SegmentSet set(String key) {
        return sets.get(key);
    }

    /** The set of which a segment is a stage, until the set is retired; null when it stands alone. */
    public @Nullable String setOf(String segment) {
        for (var set : sets.values()) {
            if (set.status() != SegmentStatus.RETIRED && set.owned().contains(segment)) {
                return set.key();
            }
        }
        return null;
    }

    /** The same segments, each standing alone. */
    Registry withoutSets() {
        return new Registry(segments, Map.of(), traits);
    }

    Registry with(RegisteredSegment segment) {
        var changed = new HashMap<>(segments);
        changed.put(segment.key(), segment);
        return new Registry(changed, sets, traits);
    }

    public @Nullable RegisteredSegment find(String key) {
        return segments.get(key);
    }

    public Registry without(String key) {
        var others = new TreeMap<>(segments);
        others.remove(key);
        return new Registry(others, Map.of(), traits);
    }

    /** Keys of segments that are not retired and refer to {@code key}, sorted. */
    public List<String> dependants(String key) {
        return segments.values().stream()
                .filter(it -> it.status() != SegmentStatus.RETIRED)
                .filter(it -> !it.key().equals(key) && it.references().contains(key))
                .map(RegisteredSegment::key)
                .sorted()
                .toList();
    }

    /** The circle that would close if {@code key} referred to {@code targets}, from key to key; empty without one. */
    List<String> cycle(String key, Set<String> targets) {
        if (targets.contains(key)) {
            return List.of(key, key);
        }
        var cameFrom = new TreeMap<String, String>();
        Deque<String> open = new ArrayDeque<>(targets);
        var seen = new HashSet<>(targets);
        while (!open.isEmpty()) {
            var at = open.removeFirst();
            var segment = segments.get(at);
            for (var next : segment == null ? Set.<String>of() : segment.references()) {
                if (next.equals(key)) {
                    return path(key, at, cameFrom);
                }
                if (seen.add(next)) {
                    cameFrom.put(next, at);
                    open.addLast(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> path(String key, String last, Map<String, String> cameFrom) {
        var path = new ArrayList<String>();
        path.add(key);
        for (var at = last; at != null; at = cameFrom.get(at)) {
            path.add(at);
        }
        path.add(key);
        return path.reversed();
    }
}
