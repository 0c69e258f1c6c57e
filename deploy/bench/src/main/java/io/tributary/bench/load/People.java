package io.tributary.bench.load;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.ZipfDistribution;

/** Draws who sends an event: number n with a weight of 1 / n (Zipf), so that few people send much and most send little. */
public final class People implements IntSupplier {

    private static final double EXPONENT = 1.0;

    private final DiscreteDistribution.Sampler sampler;

    /** The same seed draws the same people. */
    public People(int howMany, long seed) {
        this.sampler = ZipfDistribution.of(howMany, EXPONENT).createSampler(new SplittableRandom(seed)::nextLong);
    }

    /** From 1. */
    @Override
    public int getAsInt() {
        return sampler.sample();
    }
}
