package io.tributary.bench.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param sizes identifiers in the graph, in the order in which they are measured; the smallest first, so that its tables are small
 * @param shares of identifiers that are new, between 0 and 1
 * @param events of a run at most; fewer where they would make the graph clearly larger
 * @param repeats of each size and share
 * @param tries how often a run is made when its pair of ceilings is thrown away
 * @param warmUpRounds at most, of as many events as a run
 * @param patience how long a run may take
 */
public record IdentityPlan(
        List<Integer> sizes,
        List<Double> shares,
        int events,
        int repeats,
        int tries,
        int warmUpRounds,
        Duration patience) {

    /** By how much of its size one run may make a graph grow. */
    private static final double GROWTH = 0.1;

    public IdentityPlan {
        sizes = sizes.stream().sorted().toList();
        shares = List.copyOf(shares);
    }

    List<IdentityCell> cells() {
        var cells = new ArrayList<IdentityCell>();
        for (int size : sizes) {
            shares.forEach(share -> cells.add(new IdentityCell(size, share)));
        }
        return cells;
    }

    /** How many events a run of that cell has. */
    int eventsOf(IdentityCell cell) {
        double fresh = cell.share() * People.IDENTIFIERS_OF_AN_EVENT;
        return fresh == 0 ? events : (int) Math.max(1, Math.min(events, cell.identifiers() * GROWTH / fresh));
    }
}
