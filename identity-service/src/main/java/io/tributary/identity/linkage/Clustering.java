package io.tributary.identity.linkage;

import io.tributary.identity.linkage.table.RecordTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Joins groups greedily, the strongest pair first. One strong pair is not enough to chain two groups: all pairs between
 * them must together speak for one person, else a mother, her son and their shared address end up as one.
 */
final class Clustering {

    /** Bounds the pairs that a join looks at. */
    private static final int MAX_RECORDS = 50;

    private final RecordTable table;
    private final Scorer scorer;
    private final JoinGuard guard;
    private final Map<Integer, List<Integer>> groups = new HashMap<>();
    private final List<ScoredPair> joins = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    Clustering(RecordTable table, Scorer scorer, JoinGuard guard) {
        this.table = table;
        this.scorer = scorer;
        this.guard = guard;
    }

    Clusters of(List<ScoredPair> strongestFirst) {
        for (var pair : strongestFirst) {
            var one = group(pair.left());
            var other = group(pair.right());
            if (!one.equals(other)) {
                refusal(one, other)
                        .ifPresentOrElse(rule -> refused.merge(rule, 1, Integer::sum), () -> join(pair, one, other));
            }
        }
        return new Clusters(grouped(), joins, refused);
    }

    private List<Integer> group(int row) {
        return groups.computeIfAbsent(row, it -> new ArrayList<>(List.of(it)));
    }

    private void join(ScoredPair pair, List<Integer> one, List<Integer> other) {
        one.addAll(other);
        other.forEach(it -> groups.put(it, one));
        joins.add(pair);
    }

    private Optional<String> refusal(List<Integer> one, List<Integer> other) {
        if (one.size() + other.size() > MAX_RECORDS) {
            return Optional.of(Clusters.TOO_MANY_RECORDS);
        }
        if (one.stream().anyMatch(left -> other.stream().anyMatch(right -> !table.canPair(left, right)))) {
            return Optional.of(Clusters.ONE_PER_SOURCE);
        }
        double voices = one.stream()
                .mapToDouble(left -> other.stream()
                        .mapToDouble(right -> scorer.voice(left, right))
                        .sum())
                .sum();
        return voices <= 0 ? Optional.of(Clusters.CONTRADICTION) : guard.refusal(one, other);
    }

    private List<List<Integer>> grouped() {
        return groups.entrySet().stream()
                .filter(it -> it.getValue().size() > 1)
                .filter(it -> it.getValue().stream()
                        .min(Integer::compare)
                        .orElseThrow()
                        .equals(it.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getValue().stream().sorted().toList())
                .toList();
    }
}
