package io.tributary.identity.linkage.model;

/**
 * One way to look at a pair: how likely a match is before the values are looked at, and what each level of each field
 * then says. The wide view takes any two records; the view of a rule's blocks takes two that share its key, and knows
 * that such people share more: an address, a phone, a mailbox named after them.
 */
public final class View {

    private final String name;
    private final double share;
    private final LevelShares matched;
    private final LevelShares others;
    private final boolean[] trains;

    /**
     * @param share of the pairs that are matches
     * @param trains the fields that say something in this view
     */
    View(String name, double share, LevelShares matched, LevelShares others, boolean[] trains) {
        this.name = name;
        this.share = share;
        this.matched = matched;
        this.others = others;
        this.trains = trains;
    }

    public String name() {
        return name;
    }

    public double share() {
        return share;
    }

    public double priorBits() {
        return Odds.bits(share);
    }

    LevelShares matched() {
        return matched;
    }

    LevelShares others() {
        return others;
    }

    /** What a level says for or against one person; no value says nothing. */
    double bits(int field, int level) {
        return level == Patterns.NO_VALUE || !trains[field]
                ? 0
                : Odds.log2(matched.of(field, level) / others.of(field, level));
    }

    /**
     * What an exact agreement says on a value that so many records have. Others who agree do so by chance, then seldom on
     * a rare value, or because they share more than a key, then on a rare one as on any other. A value of the key itself
     * counts against a match when it is frequent, because the blocks of frequent values hold more strangers.
     *
     * @param byChance how often random pairs agree exactly
     */
    double bits(int field, double frequency, double byChance) {
        return trains[field]
                ? Odds.log2(matched.of(field, 0) / (Math.max(0, others.of(field, 0) - byChance) + frequency))
                : Math.min(0, Odds.log2(byChance / frequency));
    }
}
