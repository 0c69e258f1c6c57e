package io.tributary.identity.explain;

import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One of the two about whom it is asked why they are one person. */
public sealed interface Side {

    /** The nodes of this side in the person; empty when the person has none of it. */
    Set<Long> nodes(PersonGraph person);

    /** One identifier. */
    record OfIdentifier(Identifier identifier) implements Side {

        @Override
        public Set<Long> nodes(PersonGraph person) {
            var node = person.profile().nodes().get(identifier);
            return node == null ? Set.of() : Set.of(node.id());
        }
    }

    /** Everything that came with a profile: one that was merged, or what the living one did not get by a merge. */
    record OfProfile(UUID profile) implements Side {

        @Override
        public Set<Long> nodes(PersonGraph person) {
            var here = person.profile().nodes().values().stream().map(Node::id).collect(Collectors.toSet());
            if (profile.equals(person.profile().id())) {
                person.holding().forEach(it -> here.removeAll(it.nodes()));
                return here;
            }
            var brought = new HashSet<Long>();
            person.holding().stream()
                    .filter(it -> it.loser().equals(profile))
                    .map(MergeRecord::nodes)
                    .forEach(brought::addAll);
            brought.retainAll(here);
            return brought;
        }
    }
}
