package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.consent.Statements;
import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Everything that one decision changes, written in one transaction under one graph number.
 *
 * @param touched the whole new state of each live profile that changed
 * @param untold those of the touched of which others need not hear: only the use of a device changed
 * @param gone profiles that were merged into another
 * @param revoked links whose evidence no longer counts, because a node went
 * @param consents answers that changed, in the order in which they did: the last of a profile and purpose holds
 * @param dropped ids of the nodes that went
 * @param statements what was said by way of which identifier; none of an identifier that went
 * @param freed identifiers of erased people who came back with them
 */
public record GraphChange(
        List<Profile> touched,
        Set<UUID> untold,
        List<Gone> gone,
        List<PlacedNode> newNodes,
        List<PlacedNode> changedNodes,
        List<EvidenceEdge> edges,
        List<Link> revoked,
        List<Long> dropped,
        List<MergeRecord> merges,
        List<PlacedConsent> consents,
        List<PlacedStatement> statements,
        Optional<Split> split,
        List<Freed> freed) {

    /**
     * A profile that lives on in its survivor.
     *
     * @param fresh it was made by the same decision, so nobody outside has heard of it
     */
    public record Gone(UUID id, long firstSeen, int merges, UUID survivor, boolean fresh) {}

    /**
     * An identifier that is somebody's again.
     *
     * @param at suite milliseconds at which the event came in that says so
     */
    public record Freed(Identifier identifier, long at) {}

    /** A node and the profile that it belongs to now. */
    public record PlacedNode(Node node, UUID profile) {}

    /** A changed consent and its profile. */
    public record PlacedConsent(Consent consent, UUID profile, ConsentCause cause) {}

    /** The last word on a purpose, and the id of the node by way of which it was said. */
    public record PlacedStatement(long node, Statements.Made made) {}

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
        return of(List.of(), List.of(), List.of(), Optional.empty());
    }

    /** A change that adds no node and no evidence, and merges nobody. */
    public static GraphChange of(
            List<Profile> touched, List<PlacedNode> changedNodes, List<PlacedConsent> consents, Optional<Split> split) {
        return new GraphChange(
                touched,
                Set.of(),
                List.of(),
                List.of(),
                changedNodes,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                consents,
                List.of(),
                split,
                List.of());
    }

    /** The same change with what was said in it. */
    public GraphChange saying(List<PlacedStatement> made) {
        return new GraphChange(
                touched,
                untold,
                gone,
                newNodes,
                changedNodes,
                edges,
                revoked,
                dropped,
                merges,
                consents,
                made,
                split,
                freed);
    }

    /** This change, of which others need not hear. */
    public GraphChange untoldToOthers() {
        return new GraphChange(
                touched,
                touched.stream().map(Profile::id).collect(Collectors.toSet()),
                gone,
                newNodes,
                changedNodes,
                edges,
                revoked,
                dropped,
                merges,
                consents,
                statements,
                split,
                freed);
    }

    public boolean isEmpty() {
        return touched.isEmpty() && gone.isEmpty();
    }
}
