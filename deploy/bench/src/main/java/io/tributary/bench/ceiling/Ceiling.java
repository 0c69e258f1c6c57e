package io.tributary.bench.ceiling;

/**
 * What the ceiling program did with the same load immediately before and after ours, in requests a second, or 0 where
 * it was too short to be measured. The mean of the two stands for the minute between, unless they say that the minute was
 * not the same.
 */
public record Ceiling(double before, double after) {

    /** Above this difference, as a share of the mean, the pair is thrown away. */
    public static final double MAX_DIFFERENCE = 0.15;

    public double mean() {
        return (before + after) / 2;
    }

    public double difference() {
        return Math.abs(before - after) / mean();
    }

    /** Our rate against this ceiling; 0 is none. */
    public Standing standing(double rate) {
        return rate > 0 && mean() > 0 && difference() <= MAX_DIFFERENCE
                ? new Standing.Kept(rate / mean())
                : new Standing.ThrownAway(difference());
    }
}
