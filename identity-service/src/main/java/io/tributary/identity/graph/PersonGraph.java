package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A profile with all its evidence: what joined it, what was taken back, and what was refused.
 *
 * @param number the profile's own graph number: that of its latest change
 * @param edges in the order in which they came
 * @param merges in the order in which they happened, also those of absorbed profiles
 * @param deviceOwners the profiles of the nodes that own this profile's devices
 */
public record PersonGraph(
        Profile profile,
        long number,
        List<EvidenceRow> edges,
        List<MergeRow> merges,
        List<GuardNote> guards,
        Map<Long, UUID> deviceOwners) {

    /** The merges that were not taken back, in the order in which they happened. */
    public List<MergeRecord> holding() {
        return merges.stream().filter(MergeRow::holds).map(MergeRow::merge).toList();
    }

    /** An edge and the graph number at which it was revoked, if it was. */
    public record EvidenceRow(
            EvidenceEdge edge, long number, @Nullable Long revoked) {

        public boolean isLive() {
            return revoked == null;
        }
    }

    /** A refused join as it was noted: the first of its kind. */
    public record GuardNote(String guard, Identifier identifier, List<UUID> competing, String messageId, long at) {}

    /** A merge and the graph number at which it was undone, if it was. */
    public record MergeRow(MergeRecord merge, @Nullable Long undone) {

        public boolean holds() {
            return undone == null;
        }
    }
}
