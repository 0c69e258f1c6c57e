package io.tributary.identity.simulation;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.simulation.RulesEffect.Part;
import io.tributary.identity.simulation.RulesEffect.Regrouped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Compares two ways of grouping the same identifiers into people. */
record Groups(Map<Identifier, UUID> living) {

    static final int SAMPLES = 10;

    /** The groups of one way that are several groups of the other. */
    Regrouped divided(Map<Identifier, UUID> groups, Map<Identifier, UUID> by) {
        var divided = partition(groups).values().stream()
                .map(it -> parts(it, by))
                .filter(it -> it.size() > 1)
                .sorted(Comparator.<List<Part>>comparingInt(List::size)
                        .reversed()
                        .thenComparing(it -> it.getFirst().profiles().toString()))
                .toList();
        return new Regrouped(divided.size(), divided.stream().limit(SAMPLES).toList());
    }

    /** Groups that are not exactly one group of the other way. */
    int different(Map<Identifier, UUID> groups, Map<Identifier, UUID> others) {
        var known = new HashSet<>(partition(others).values());
        return (int) partition(groups).values().stream()
                .filter(it -> !known.contains(it))
                .count();
    }

    private static Map<UUID, Set<Identifier>> partition(Map<Identifier, UUID> groups) {
        var partition = new HashMap<UUID, Set<Identifier>>();
        groups.forEach((identifier, group) ->
                partition.computeIfAbsent(group, _ -> new HashSet<>()).add(identifier));
        return partition;
    }

    private List<Part> parts(Set<Identifier> identifiers, Map<Identifier, UUID> by) {
        var parts = new HashMap<UUID, List<Identifier>>();
        for (var identifier : identifiers) {
            Optional.ofNullable(by.get(identifier))
                    .ifPresent(it ->
                            parts.computeIfAbsent(it, _ -> new ArrayList<>()).add(identifier));
        }
        return parts.values().stream()
                .map(this::part)
                .sorted(Comparator.<Part>comparingInt(it -> it.identifiers().values().stream()
                                .mapToInt(count -> count)
                                .sum())
                        .reversed()
                        .thenComparing(it -> it.profiles().toString() + it.identifiers()))
                .toList();
    }

    private Part part(List<Identifier> identifiers) {
        var counts = new TreeMap<String, Integer>();
        identifiers.forEach(it -> counts.merge(it.namespace(), 1, Integer::sum));
        var profiles = identifiers.stream()
                .map(living::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        return new Part(profiles, counts);
    }
}
