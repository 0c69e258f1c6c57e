package io.tributary.identity.linkage;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the strongest pairs, a bounded number of them, and counts those that found no place. */
final class StrongestPairs {

    private static final Comparator<ScoredPair> STRONGEST_FIRST = ScoredPair::byStrength;

    private final int atMost;
    private final PriorityQueue<ScoredPair> weakestFirst = new PriorityQueue<>(STRONGEST_FIRST.reversed());
    private long leftOut;

    StrongestPairs(int atMost) {
        this.atMost = atMost;
    }

    void add(ScoredPair pair) {
        weakestFirst.add(pair);
        if (weakestFirst.size() > atMost) {
            weakestFirst.remove();
            leftOut++;
        }
    }

    List<ScoredPair> strongestFirst() {
        return weakestFirst.stream().sorted(STRONGEST_FIRST).toList();
    }

    long leftOut() {
        return leftOut;
    }
}
