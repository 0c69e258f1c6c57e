package io.tributary.identity.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which nodes a set of links joins. */
public final class Neighbours {

    private final Map<Long, Set<Long>> of = new HashMap<>();

    private Neighbours() {}

    /** Those of all these links. */
    public static Neighbours by(Collection<Link> links) {
        var neighbours = new Neighbours();
        links.forEach(neighbours::add);
        return neighbours;
    }

    /** As if this node had no link. */
    static Neighbours without(long node, Collection<Link> links) {
        return by(links.stream().filter(it -> it.a() != node && it.b() != node).toList());
    }

    private void add(Link link) {
        of.computeIfAbsent(link.a(), _ -> new HashSet<>()).add(link.b());
        of.computeIfAbsent(link.b(), _ -> new HashSet<>()).add(link.a());
    }

    /** The nodes that a chain of links joins with these, and these. */
    public Set<Long> reachedFrom(Collection<Long> starts) {
        var reached = new LinkedHashSet<>(starts);
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (var next : of.getOrDefault(open.remove(), Set.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
