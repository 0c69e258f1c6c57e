package io.tributary.identity.linkage;

/**
 * The bounds of a linkage.
 *
 * @param maxBlock the largest block that is compared; larger ones are left out and reported under their rule's name
 * @param maxPairs how many pairs all rules together may give, an equal part each
 * @param randomPairs how many random pairs show what agrees by chance
 * @param minProbability pairs below it are not kept
 * @param maxKept how many pairs are kept at most, the strongest
 */
public record LinkageSettings(int maxBlock, long maxPairs, int randomPairs, double minProbability, int maxKept) {

    /** What fits up to some 100,000 records: kept pairs are those that are more likely one person than not. */
    public static LinkageSettings defaults() {
        return new LinkageSettings(1_000, 10_000_000, 1_000_000, 0.5, 100_000);
    }

    public LinkageSettings keeping(double probability, int pairs) {
        return new LinkageSettings(maxBlock, maxPairs, randomPairs, probability, pairs);
    }
}
