package io.tributary.identity.explain;

import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.PersonGraph.EvidenceRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the chain of evidence between two sides of a person: the shortest, and of equally short ones that of the oldest
 * evidence. Evidence that no longer counts is used only where nothing else joins the two, as it is when a visit on a shared
 * device joined them and was forgotten since.
 */
public record WhyOnePerson(PersonGraph person) {

    /** From one identifier to the next, and why. */
    public record Step(long from, long to, EvidenceRow evidence) {}

    /**
     * The answer.
     *
     * @param steps from the first side to the second; none when they share an identifier
     * @param merges those that hold and brought something along the way, in the order in which they happened
     */
    public record Answer(List<Step> steps, List<MergeRecord> merges) {}

    /** Empty when no evidence at all joins the two. */
    public Optional<Answer> between(Set<Long> one, Set<Long> other) {
        return path(one, other, EvidenceRow::isLive)
                .or(() -> path(one, other, _ -> true))
                .map(it -> new Answer(it, merges(it)));
    }

    private Optional<List<Step>> path(Set<Long> one, Set<Long> other, Predicate<EvidenceRow> counts) {
        if (!Collections.disjoint(one, other)) {
            return Optional.of(List.of());
        }
        var edges = edgesByEnd(counts);
        var reachedBy = new HashMap<Long, Step>();
        var seen = new HashSet<>(one);
        var open = new ArrayDeque<>(one.stream().sorted().toList());
        while (!open.isEmpty()) {
            long at = open.remove();
            for (var evidence : edges.getOrDefault(at, List.of())) {
                var link = evidence.edge().link();
                long next = link.a() == at ? link.b() : link.a();
                if (seen.add(next)) {
                    reachedBy.put(next, new Step(at, next, evidence));
                    open.add(next);
                }
                if (other.contains(next) && reachedBy.containsKey(next)) {
                    return Optional.of(back(next, reachedBy));
                }
            }
        }
        return Optional.empty();
    }

    private Map<Long, List<EvidenceRow>> edgesByEnd(Predicate<EvidenceRow> counts) {
        var here = person.profile().nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        var byEnd = new HashMap<Long, List<EvidenceRow>>();
        person.edges().stream()
                .filter(counts)
                .filter(it -> it.isLive()
                        || here.contains(it.edge().link().a())
                        || here.contains(it.edge().link().b()))
                .sorted(Comparator.comparingLong(it -> it.edge().id()))
                .forEach(it -> {
                    byEnd.computeIfAbsent(it.edge().link().a(), _ -> new ArrayList<>())
                            .add(it);
                    byEnd.computeIfAbsent(it.edge().link().b(), _ -> new ArrayList<>())
                            .add(it);
                });
        return byEnd;
    }

    private static List<Step> back(long end, Map<Long, Step> reachedBy) {
        var steps = new ArrayList<Step>();
        for (var step = reachedBy.get(end); step != null; step = reachedBy.get(step.from())) {
            steps.add(step);
        }
        Collections.reverse(steps);
        return List.copyOf(steps);
    }

    private List<MergeRecord> merges(Collection<Step> steps) {
        var touched = steps.stream()
                .flatMap(it -> List.of(it.from(), it.to()).stream())
                .collect(Collectors.toSet());
        return person.holding().stream()
                .filter(it -> !Collections.disjoint(it.nodes(), touched))
                .toList();
    }
}
