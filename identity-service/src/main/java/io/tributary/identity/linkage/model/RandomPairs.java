package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.block.Watch;
import io.tributary.identity.linkage.table.RecordTable;
import java.util.random.RandomGenerator;

/** Pairs that nobody chose: what agrees among them agrees by chance. */
final class RandomPairs {

    private static final int TELL_EVERY = 4_096;

    /** Where most pairs are of one source, most draws miss. */
    private static final int DRAWS_A_PAIR = 20;

    private final RecordTable table;
    private final Comparer comparer;
    private final PatternCounts counts = new PatternCounts();

    RandomPairs(RecordTable table, Comparer comparer) {
        this.table = table;
        this.comparer = comparer;
    }

    /** So many pairs with replacement, or all pairs once when there are no more than that. */
    PatternCounts sample(int wanted, RandomGenerator random, Watch watch) {
        if (table.pairs() <= wanted) {
            all(watch);
        } else {
            drawn(wanted, random, watch);
        }
        return counts;
    }

    private void all(Watch watch) {
        for (int left = 0; left < table.size(); left++) {
            for (int right = left + 1; right < table.size(); right++) {
                take(left, right);
            }
            watch.seen(0);
        }
    }

    private void drawn(int wanted, RandomGenerator random, Watch watch) {
        long draws = (long) wanted * DRAWS_A_PAIR;
        for (long draw = 0; draw < draws && counts.total() < wanted; draw++) {
            take(random.nextInt(table.size()), random.nextInt(table.size()));
            if (draw % TELL_EVERY == 0) {
                watch.seen(0);
            }
        }
    }

    private void take(int one, int other) {
        if (one != other && table.canPair(one, other)) {
            counts.add(comparer.compare(one, other));
        }
    }
}
