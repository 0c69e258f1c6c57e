package io.tributary.identity.linkage.block;

import io.tributary.identity.linkage.table.Ints;
import io.tributary.identity.linkage.table.RecordTable;
import java.util.Arrays;
import java.util.TreeMap;

/** The blocks that one rule makes of a table: groups of records with an equal key, none larger than the cap. */
final class Blocks {

    private final int[] rowStarts;
    private final int[] rowBlocks;
    private final int[] blockStarts;
    private final int[] members;
    private final RuleReport report;

    private Blocks(Keys keys, String rule, int cap) {
        var sizes = keys.sizes();
        var numbers = new int[sizes.length];
        int kept = 0;
        for (int key = 0; key < sizes.length; key++) {
            numbers[key] = sizes[key] > 1 && sizes[key] <= cap ? kept++ : -1;
        }
        this.report = report(rule, sizes, cap);
        this.rowStarts = new int[keys.rows() + 1];
        var blocks = new Ints();
        this.blockStarts = new int[kept + 1];
        for (int row = 0; row < keys.rows(); row++) {
            for (int at = keys.from(row); at < keys.to(row); at++) {
                int block = numbers[keys.key(at)];
                if (block >= 0) {
                    blocks.add(block);
                    blockStarts[block + 1]++;
                }
            }
            rowStarts[row + 1] = blocks.size();
        }
        this.rowBlocks = blocks.toArray();
        for (int block = 0; block < kept; block++) {
            blockStarts[block + 1] += blockStarts[block];
        }
        this.members = new int[rowBlocks.length];
        var next = Arrays.copyOf(blockStarts, kept);
        for (int row = 0; row < keys.rows(); row++) {
            for (int at = rowStarts[row]; at < rowStarts[row + 1]; at++) {
                members[next[rowBlocks[at]]++] = row;
            }
        }
    }

    /**
     * @param maxBlock the largest block that is compared
     * @param maxPairs how many pairs the rule may give; the largest blocks go first when it would give more
     */
    static Blocks of(RecordTable table, BlockingRule rule, int maxBlock, long maxPairs) {
        var keys = Keys.of(table, rule);
        return new Blocks(keys, rule.name(), Math.min(maxBlock, largestWithin(keys.sizes(), maxPairs)));
    }

    private static RuleReport report(String rule, int[] sizes, int cap) {
        int blocks = 0;
        long pairs = 0;
        int skipped = 0;
        long pairsSkipped = 0;
        for (int size : sizes) {
            blocks += size > 1 && size <= cap ? 1 : 0;
            pairs += size <= cap ? pairsOf(size) : 0;
            skipped += size > cap ? 1 : 0;
            pairsSkipped += size > cap ? pairsOf(size) : 0;
        }
        int largest = Arrays.stream(sizes).max().orElse(0);
        return new RuleReport(rule, cap, blocks, pairs, skipped, pairsSkipped, largest);
    }

    /** Small blocks are the telling ones, so the budget is spent on them. */
    private static int largestWithin(int[] sizes, long maxPairs) {
        var bySize = new TreeMap<Integer, Long>();
        for (int size : sizes) {
            bySize.merge(size, 1L, Long::sum);
        }
        long spent = 0;
        int largest = 1;
        for (var entry : bySize.entrySet()) {
            spent += entry.getValue() * pairsOf(entry.getKey());
            if (spent > maxPairs) {
                return largest;
            }
            largest = entry.getKey();
        }
        return Integer.MAX_VALUE;
    }

    private static long pairsOf(int size) {
        return (long) size * (size - 1) / 2;
    }

    RuleReport report() {
        return report;
    }

    int count() {
        return blockStarts.length - 1;
    }

    int from(int block) {
        return blockStarts[block];
    }

    int to(int block) {
        return blockStarts[block + 1];
    }

    int member(int at) {
        return members[at];
    }

    boolean isShared(int one, int other) {
        return firstShared(one, other) >= 0;
    }

    /** The first block that holds both, or -1. */
    int firstShared(int one, int other) {
        for (int at = rowStarts[one]; at < rowStarts[one + 1]; at++) {
            for (int otherAt = rowStarts[other]; otherAt < rowStarts[other + 1]; otherAt++) {
                if (rowBlocks[at] == rowBlocks[otherAt]) {
                    return rowBlocks[at];
                }
            }
        }
        return -1;
    }
}
