package io.tributary.identity.change;

import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides which id each part of a split profile gets: the part with the profile's oldest own node keeps the id, a part
 * that holds everything that a merge brought gets that profile's id back, any other gets a new one.
 *
 * @param nobodys nodes that say nothing about the person any more, and so keep no id
 */
record PartOwners(PersonGraph person, Set<Long> nobodys, Supplier<UUID> profileIds) {

    /**
     * @param ids one id per part, in the parts' order
     * @param restored the absorbed ids that live again
     */
    record Owners(List<UUID> ids, Set<UUID> restored) {

        boolean isRestored(UUID absorbed) {
            return restored.contains(absorbed);
        }
    }

    Owners of(List<Set<Long>> parts) {
        var keeper = keeper(parts);
        var restored = new HashSet<UUID>();
        var ids = new ArrayList<UUID>();
        for (var part : parts) {
            if (part.equals(keeper)) {
                ids.add(person.profile().id());
            } else {
                ids.add(formerId(part, restored));
            }
        }
        return new Owners(List.copyOf(ids), Set.copyOf(restored));
    }

    private Set<Long> keeper(List<Set<Long>> parts) {
        long oldest = new OwnNodes(person).oldest(nobodys);
        return parts.stream().filter(it -> it.contains(oldest)).findFirst().orElseThrow();
    }

    private UUID formerId(Set<Long> part, Set<UUID> restored) {
        var nodes = person.profile().nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        // The largest first: an absorbed profile had itself absorbed others, and its own id is the one to restore.
        // What came whole goes before what lost something since.
        var former = person.holding().stream()
                .filter(it -> !restored.contains(it.loser()) && holds(part, it, nodes))
                .max(Comparator.<MergeRecord, Boolean>comparing(it -> part.containsAll(it.nodes()))
                        .thenComparingInt(it -> it.nodes().size())
                        .thenComparingLong(MergeRecord::number));
        former.ifPresent(it -> restored.add(it.loser()));
        return former.map(MergeRecord::loser).orElseGet(profileIds);
    }

    /** Visits go with time, and a handset goes to whoever logs in on it: what is left of a merge has to be in the part. */
    private static boolean holds(Set<Long> part, MergeRecord merge, Set<Long> nodes) {
        var left = merge.nodes().stream().filter(nodes::contains).toList();
        return !left.isEmpty() && part.containsAll(left);
    }
}
