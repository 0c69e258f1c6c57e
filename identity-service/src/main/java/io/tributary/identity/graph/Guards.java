package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.NamespaceRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges the profile that would come out of a join. */
record Guards(IdentityRules rules) {

    /**
     * The first rule that the union of the profiles and the new identifiers would break, if any. Visits on shared devices
     * are no identifiers of a person, so no rule counts them.
     */
    Optional<Guard> judge(Collection<ProfileDraft> hits, List<Identifier> added, long at) {
        var caps = caps(hits, added);
        if (caps.isPresent()) {
            return caps;
        }
        var values = new HashMap<String, int[]>();
        for (var draft : hits) {
            for (var node : draft.nodes().values()) {
                count(values, node.identifier().namespace(), node.firstSeen(), at);
            }
        }
        added.forEach(it -> count(values, it.namespace(), at, at));
        values.remove(Namespace.DEVICE_SESSION);
        return values.entrySet().stream()
                .flatMap(it -> broken(it.getKey(), it.getValue()).stream())
                .findFirst()
                .or(() -> apart(hits));
    }

    private Optional<Guard> caps(Collection<ProfileDraft> hits, List<Identifier> added) {
        long identifiers = Stream.concat(hits.stream().flatMap(it -> it.nodes().keySet().stream()), added.stream())
                .filter(it -> !Visits.isOne(it))
                .count();
        if (identifiers > rules.maxIdentifiers()) {
            return Optional.of(new Guard.TooManyIdentifiers());
        }
        return hits.size() > 1 && ProfileDraft.joinedMerges(hits) > rules.maxMerges()
                ? Optional.of(new Guard.TooManyMerges())
                : Optional.empty();
    }

    /** Two figures per namespace: all values, and those that count within the namespace's period. */
    private void count(Map<String, int[]> values, String namespace, long firstSeen, long at) {
        var figures = values.computeIfAbsent(namespace, _ -> new int[2]);
        figures[0]++;
        if (counts(rules.of(namespace), firstSeen, at)) {
            figures[1]++;
        }
    }

    private static boolean counts(NamespaceRule rule, long firstSeen, long at) {
        var period = rule.period();
        return period == null || firstSeen > at - period.toMillis();
    }

    private Optional<Guard> broken(String namespace, int[] figures) {
        var rule = rules.of(namespace);
        if (rule.unique() && figures[0] > 1) {
            return Optional.of(new Guard.NotUnique(namespace));
        }
        return figures[1] > rule.limit() ? Optional.of(new Guard.OverLimit(namespace)) : Optional.empty();
    }

    private static Optional<Guard> apart(Collection<ProfileDraft> hits) {
        if (hits.size() < 2) {
            return Optional.empty();
        }
        var sides = new HashMap<Long, Set<Integer>>();
        for (var draft : hits) {
            for (var node : draft.nodes().values()) {
                node.apart()
                        .forEach(it -> sides.computeIfAbsent(it.separation(), _ -> new HashSet<>())
                                .add(it.side()));
            }
        }
        return sides.entrySet().stream()
                .filter(it -> it.getValue().size() > 1)
                .findFirst()
                .map(it -> new Guard.KeptApart(it.getKey()));
    }
}
