package io.tributary.identity.graph;

import java.util.List;
import java.util.UUID;

/**
 * What a merge moved, kept so that it can be taken back exactly.
 *
 * @param number the graph number of the merge; zero until it is written
 * @param at suite milliseconds
 * @param before nodes with this id or a larger one were met after the merge
 * @param nodes the node ids that went from the loser to the survivor
 */
public record MergeRecord(
        long number, UUID survivor, UUID loser, String messageId, long at, String rule, long before, List<Long> nodes) {

    public MergeRecord {
        nodes = List.copyOf(nodes);
    }
}
