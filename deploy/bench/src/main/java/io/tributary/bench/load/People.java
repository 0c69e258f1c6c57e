package io.tributary.bench.load;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.ZipfDistribution;

/**
 * Draws who sends an event: number n with a weight of 1 / n^skew (Zipf). With a skew of 1 few people send much and most send
 * little; with 0 everybody sends as often.
 */
public final class People implements IntSupplier {

    private final DiscreteDistribution.Sampler sampler;

    /** The same seed draws the same people. */
    public People(int howMany, double skew, long seed) {
        this.sampler = ZipfDistribution.of(howMany, skew).createSampler(new SplittableRandom(seed)::nextLong);
    }

    /** From 1. */
    @Override
    public int getAsInt() {
        return sampler.sample();
    }
}
