package io.tributary.identity.change;

import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which of a person's nodes stand for a profile id: its own are those that no merge brought to it. The oldest of them
 * keeps the id when the profile is taken apart, so what is said to the id is said by way of that node.
 */
record OwnNodes(PersonGraph person) {

    /** The oldest own node of the living profile, or of all when every own one is left out. */
    long oldest(Set<Long> leftOut) {
        var nodes = person.profile().nodes().values().stream()
                .map(Node::id)
                .filter(it -> !leftOut.contains(it))
                .toList();
        return oldest(nodes, brought(person.holding()));
    }

    /** The node that stands for this id: that of the living profile, or that of one that it took in. */
    long standingFor(UUID profile) {
        var nodes = person.profile().nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        var former = person.holding().stream()
                .filter(it -> it.loser().equals(profile))
                .reduce((_, later) -> later)
                .map(it -> it.nodes().stream().filter(nodes::contains).toList())
                .orElse(List.of());
        var toFormer = person.holding().stream()
                .filter(it -> it.survivor().equals(profile))
                .toList();
        return former.isEmpty() ? oldest(Set.of()) : oldest(former, brought(toFormer));
    }

    private static long oldest(Collection<Long> nodes, Set<Long> brought) {
        return nodes.stream()
                .min(Comparator.<Long, Boolean>comparing(brought::contains).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static Set<Long> brought(Collection<MergeRecord> merges) {
        var brought = new HashSet<Long>();
        merges.forEach(it -> brought.addAll(it.nodes()));
        return brought;
    }
}
