package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that one decision changes, written in one transaction under one graph number.
 *
 * @param touched the whole new state of each live profile that changed
 * @param gone profiles that were merged into another
 */
public record GraphChange(
        List<Profile> touched,
        List<Gone> gone,
        List<PlacedNode> newNodes,
        List<PlacedNode> changedNodes,
        List<EvidenceEdge> edges,
        List<MergeRecord> merges,
        List<PlacedConsent> consents,
        Optional<Split> split) {

    /**
     * A profile that lives on in its survivor.
     *
     * @param fresh it was made by the same decision, so nobody outside has heard of it
     */
    public record Gone(UUID id, long firstSeen, int merges, UUID survivor, boolean fresh) {}

    /** A node and the profile that it belongs to now. */
    public record PlacedNode(Node node, UUID profile) {}

    /** A changed consent and its profile. */
    public record PlacedConsent(Consent consent, UUID profile) {}

    /**
     * What a split took back.
     *
     * @param profile the profile that was split
     * @param parts the profiles that it became, the one that keeps the id among them
     * @param revokedEdges ids of edges that no longer count
     * @param undoneMerges the merges that no longer hold
     * @param redirects where each absorbed id of the split profile leads now
     */
    public record Split(
            UUID profile,
            List<UUID> parts,
            List<Long> revokedEdges,
            List<MergeRecord> undoneMerges,
            Map<UUID, UUID> redirects) {}

    public static GraphChange none() {
        return new GraphChange(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    public boolean isEmpty() {
        return touched.isEmpty() && gone.isEmpty();
    }
}
