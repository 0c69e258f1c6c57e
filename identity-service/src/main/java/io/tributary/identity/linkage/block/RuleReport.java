package io.tributary.identity.linkage.block;

/**
 * What a blocking rule gave and what its cap left out.
 *
 * @param cap the largest block that was compared
 * @param pairs in the blocks that were compared
 * @param blocksSkipped blocks above the cap, which nobody looked into
 * @param pairsSkipped pairs in those
 * @param largest size of the largest block, compared or not
 */
public record RuleReport(
        String rule, int cap, int blocks, long pairs, int blocksSkipped, long pairsSkipped, int largest) {}
