package io.tributary.identity.linkage.block;

import io.tributary.identity.linkage.table.RecordTable;
import java.util.List;

/** The candidate pairs of a table: the union of its rules' blocks, walked without ever being held. */
public final class Blocking {

    private static final int TELL_EVERY = 4_096;

    private final RecordTable table;
    private final List<Blocks> rules;

    private Blocking(RecordTable table, List<Blocks> rules) {
        this.table = table;
        this.rules = rules;
    }

    /**
     * The blocks of each rule.
     *
     * @param maxBlock the largest block that is compared
     * @param maxPairs how many pairs all rules together may give, an equal part each
     */
    public static Blocking of(RecordTable table, List<BlockingRule> rules, int maxBlock, long maxPairs) {
        long budget = maxPairs / Math.max(1, rules.size());
        return new Blocking(
                table,
                rules.stream().map(it -> Blocks.of(table, it, maxBlock, budget)).toList());
    }

    /** Sees a pair of records; the left one has the smaller number. */
    public interface PairVisitor {
        void visit(int left, int right);
    }

    /** Shows each pair of the rule's blocks once, in an order that depends on the table alone. */
    public void eachPair(int rule, Watch watch, PairVisitor visitor) {
        var blocks = rules.get(rule);
        int untold = 0;
        for (int block = 0; block < blocks.count(); block++) {
            for (int at = blocks.from(block); at < blocks.to(block); at++) {
                int left = blocks.member(at);
                for (int other = at + 1; other < blocks.to(block); other++) {
                    int right = blocks.member(other);
                    if (table.canPair(left, right) && blocks.firstShared(left, right) == block) {
                        visitor.visit(left, right);
                    }
                    if (++untold == TELL_EVERY) {
                        watch.seen(untold);
                        untold = 0;
                    }
                }
            }
        }
        watch.seen(untold);
    }

    /** A bit per rule that has both in one block. */
    public long rulesOf(int left, int right) {
        long shared = 0;
        for (int rule = 0; rule < rules.size(); rule++) {
            shared |= rules.get(rule).isShared(left, right) ? 1L << rule : 0;
        }
        return shared;
    }

    /** Whether the rule is the first of those that have a pair. */
    public static boolean isFirst(int rule, long shared) {
        return Long.numberOfTrailingZeros(shared) == rule;
    }

    public int rules() {
        return rules.size();
    }

    /** At most so many pairs are walked in one round over all rules. */
    public long pairs() {
        return rules.stream().mapToLong(it -> it.report().pairs()).sum();
    }

    public List<RuleReport> reports() {
        return rules.stream().map(Blocks::report).toList();
    }
}
