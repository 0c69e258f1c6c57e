package io.tributary.identity.linkage.model;

/** A compared pair as a model sees it: the level of each field, and how rare the values are on which both agree. */
public interface Judged {

    /** Every value of the field weighs the same. */
    double AVERAGE = 0;

    long pattern();

    /** The share of the table's values that the agreed one has, or {@link #AVERAGE}. */
    double frequency(int field);

    /** A pair of which only the levels matter. */
    static Judged byLevels(long pattern) {
        return new Judged() {
            @Override
            public long pattern() {
                return pattern;
            }

            @Override
            public double frequency(int field) {
                return AVERAGE;
            }
        };
    }
}
