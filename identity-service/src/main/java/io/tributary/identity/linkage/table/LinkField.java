package io.tributary.identity.linkage.table;

/**
 * A column of a table and how it takes part.
 *
 * @param name unique within the table
 * @param agreement what an exact agreement is worth
 */
public record LinkField(String name, Comparison comparison, Agreement agreement) {

    /** Whether all values that agree exactly weigh the same. */
    public enum Agreement {
        /** Every value as much as the average one. */
        WEIGHS_THE_SAME,
        /** A rare value more than a frequent one: the share of the table that has it replaces the average. */
        WEIGHS_BY_RARITY
    }

    /** A field that is compared, every value alike. */
    public static LinkField of(String name, Comparison comparison) {
        return new LinkField(name, comparison, Agreement.WEIGHS_THE_SAME);
    }

    public LinkField byRarity() {
        return new LinkField(name, comparison, Agreement.WEIGHS_BY_RARITY);
    }

    public boolean isCompared() {
        return comparison != Comparison.NOTHING;
    }

    public int levelCount() {
        return comparison.levels().size();
    }
}
