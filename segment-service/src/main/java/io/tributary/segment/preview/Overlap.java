package io.tributary.segment.preview;

/**
 * How two groups of people overlap.
 *
 * @param both how many are in both
 * @param share of the first group that is in the other as well, 0 when it is empty
 * @param otherShare of the other group that is in the first as well
 * @param jaccard of all who are in either, the part that is in both: 1 for the same people, 0 for nobody in common
 * @param lift how many times as many are in both as would be by chance; 1 is chance, 0 when that cannot be said
 */
public record Overlap(long both, double share, double otherShare, double jaccard, double lift) {

    /** Of groups of these sizes among {@code everybody}. */
    public static Overlap of(long size, long otherSize, long both, long everybody) {
        return new Overlap(
                both,
                ratio(both, size),
                ratio(both, otherSize),
                ratio(both, size + otherSize - both),
                // In doubles: the product of two sizes may be beyond a long.
                size == 0 || otherSize == 0 ? 0 : (double) both * everybody / size / otherSize);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
