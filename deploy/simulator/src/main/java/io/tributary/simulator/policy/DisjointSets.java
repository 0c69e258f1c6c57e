package io.tributary.simulator.policy;

import java.util.ArrayList;
import java.util.List;

/** Union-find with path halving. */
final class DisjointSets {

    private final List<Integer> parents = new ArrayList<>();

    int add() {
        parents.add(parents.size());
        return parents.size() - 1;
    }

    int find(int element) {
        int at = element;
        while (parents.get(at) != at) {
            parents.set(at, parents.get(parents.get(at)));
            at = parents.get(at);
        }
        return at;
    }

    /** The second set lives on in the first. */
    void join(int survivor, int loser) {
        parents.set(find(loser), find(survivor));
    }
}
