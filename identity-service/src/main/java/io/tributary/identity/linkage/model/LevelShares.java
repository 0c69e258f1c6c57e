package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.table.LinkField;
import java.util.Arrays;
import java.util.List;

/** For each compared field, how often each of its levels occurs among some pairs in which both sides have a value. */
final class LevelShares {

    private final double[][] shares;

    private LevelShares(double[][] shares) {
        this.shares = shares;
    }

    /** What a match looks like before anything was learned: nine in ten agree exactly. */
    static LevelShares expected(List<LinkField> fields) {
        return new LevelShares(fields.stream()
                .map(it -> {
                    var levels = new double[it.levelCount()];
                    Arrays.fill(levels, 0.1 / (levels.length - 1));
                    levels[0] = 0.9;
                    return levels;
                })
                .toArray(double[][]::new));
    }

    int fields() {
        return shares.length;
    }

    double of(int field, int level) {
        return shares[field][level];
    }

    /** The share of pairs that do not disagree. */
    double agreeing(int field) {
        return 1 - shares[field][shares[field].length - 1];
    }

    /** The largest difference of any share. */
    double distance(LevelShares other) {
        double largest = 0;
        for (int field = 0; field < shares.length; field++) {
            for (int level = 0; level < shares[field].length; level++) {
                largest = Math.max(largest, Math.abs(shares[field][level] - other.shares[field][level]));
            }
        }
        return largest;
    }

    /** The mean of several sets, field by field; a field of which no set says anything stays as expected. */
    static final class Mean {

        private final LevelShares otherwise;
        private final double[][] sums;
        private final int[] sets;

        Mean(LevelShares otherwise) {
            this.otherwise = otherwise;
            this.sums = Arrays.stream(otherwise.shares)
                    .map(it -> new double[it.length])
                    .toArray(double[][]::new);
            this.sets = new int[sums.length];
        }

        void add(LevelShares set, int field) {
            sets[field]++;
            for (int level = 0; level < sums[field].length; level++) {
                sums[field][level] += set.shares[field][level];
            }
        }

        LevelShares get() {
            var mean = new double[sums.length][];
            for (int field = 0; field < mean.length; field++) {
                int count = sets[field];
                mean[field] = count == 0
                        ? otherwise.shares[field]
                        : Arrays.stream(sums[field]).map(it -> it / count).toArray();
            }
            return new LevelShares(mean);
        }
    }

    /** Counts weighted pairs. */
    static final class Counter {

        /** Half a pair per level: what was never seen may still happen. */
        private static final double SMOOTHING = 0.5;

        private final Patterns patterns;
        private final double[][] counts;

        Counter(Patterns patterns) {
            this.patterns = patterns;
            this.counts = patterns.fields().stream()
                    .map(it -> new double[it.levelCount()])
                    .toArray(double[][]::new);
        }

        void add(long pattern, double pairs) {
            for (int field = 0; field < counts.length; field++) {
                int level = patterns.level(pattern, field);
                if (level != Patterns.NO_VALUE) {
                    counts[field][level] += pairs;
                }
            }
        }

        /** How many of the pairs have a value on both sides. */
        double pairs(int field) {
            return Arrays.stream(counts[field]).sum();
        }

        LevelShares shares() {
            var shares = new double[counts.length][];
            for (int field = 0; field < shares.length; field++) {
                double total = pairs(field) + SMOOTHING * counts[field].length;
                shares[field] = Arrays.stream(counts[field])
                        .map(it -> (it + SMOOTHING) / total)
                        .toArray();
            }
            return new LevelShares(shares);
        }

        /** The shares as if so many pairs more had been seen that look like the others. */
        LevelShares sharesNear(LevelShares others, double pairs) {
            var shares = new double[counts.length][];
            for (int field = 0; field < shares.length; field++) {
                double total = pairs(field) + pairs;
                shares[field] = new double[counts[field].length];
                for (int level = 0; level < shares[field].length; level++) {
                    shares[field][level] = (counts[field][level] + pairs * others.of(field, level)) / total;
                }
            }
            return new LevelShares(shares);
        }
    }
}
