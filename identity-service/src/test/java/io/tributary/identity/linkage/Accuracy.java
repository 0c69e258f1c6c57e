package io.tributary.identity.linkage;

import java.util.List;
import java.util.function.BiPredicate;

/** How good found pairs are against the truth. */
record Accuracy(long found, long right, long truth) {

    static Accuracy of(List<ScoredPair> pairs, BiPredicate<Integer, Integer> isOnePerson, long truth) {
        long right = pairs.stream()
                .filter(it -> isOnePerson.test(it.left(), it.right()))
                .count();
        return new Accuracy(pairs.size(), right, truth);
    }

    /** Pairwise: all pairs within the groups. */
    static Accuracy of(Clusters clusters, BiPredicate<Integer, Integer> isOnePerson, long truth) {
        long found = 0;
        long right = 0;
        for (var group : clusters.groups()) {
            for (int one = 0; one < group.size(); one++) {
                for (int other = one + 1; other < group.size(); other++) {
                    found++;
                    right += isOnePerson.test(group.get(one), group.get(other)) ? 1 : 0;
                }
            }
        }
        return new Accuracy(found, right, truth);
    }

    double precision() {
        return found == 0 ? 1 : (double) right / found;
    }

    double recall() {
        return truth == 0 ? 1 : (double) right / truth;
    }

    double f1() {
        return found + truth == 0 ? 1 : 2.0 * right / (found + truth);
    }

    @Override
    public String toString() {
        return "P %.4f R %.4f F1 %.4f (%d right of %d found, %d true)"
                .formatted(precision(), recall(), f1(), right, found, truth);
    }
}
