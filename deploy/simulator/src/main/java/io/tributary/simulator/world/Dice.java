package io.tributary.simulator.world;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long below(long bound) {
        return random.nextLong(bound);
    }

    <T> T oneOf(List<T> things) {
        return things.get(below(things.size()));
    }

    /** The index of the share that the dice fell on; shares add up to one. */
    int among(double... shares) {
        double left = random.nextDouble();
        int at = 0;
        while (at < shares.length - 1 && left >= shares[at]) {
            left -= shares[at++];
        }
        return at;
    }

    /** Poisson with a small mean, by counting how many uniform factors stay above exp(-mean). */
    int poisson(double mean) {
        double floor = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > floor) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
