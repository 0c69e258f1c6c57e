package io.tributary.segment.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All segments and segment sets of one tenant at one moment: what decisions about references are made on. */
public record Registry(Map<String, RegisteredSegment> segments, Map<String, SegmentSet> sets) {

    public Registry {
        segments = Map.copyOf(segments);
        sets = Map.copyOf(sets);
    }

    public Registry(Map<String, RegisteredSegment> segments) {
        this(segments, Map.of());
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
        return new Registry(segments);
    }

    Registry with(RegisteredSegment segment) {
        var changed = new HashMap<>(segments);
        changed.put(segment.key(), segment);
        return new Registry(changed, sets);
    }

    public @Nullable RegisteredSegment find(String key) {
        return segments.get(key);
    }

    public Registry without(String key) {
        var others = new TreeMap<>(segments);
        others.remove(key);
        return new Registry(others);
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
