package io.tributary.identity.adapter.http;

import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with all evidence, as the API shows it. Lists are in the order in which things happened.
 *
 * @param profileId the living profile; differs from the id asked for when that was merged
 * @param graphNumber of the latest change of this profile
 */
record GraphAnswer(
        UUID profileId,
        long graphNumber,
        Instant firstSeen,
        List<NodeAnswer> nodes,
        List<EdgeAnswer> edges,
        List<MergeAnswer> merges,
        List<GuardAnswer> guards) {

    record NodeAnswer(
            long id,
            String namespace,
            String value,
            Instant firstSeen,
            Instant lastSeen,
            @Nullable DeviceAnswer device) {}

    /**
     * Who logged in on a device.
     *
     * @param owners the profiles of those people
     * @param sharedSince the graph number at which they were too many for one person; absent while they are not
     */
    record DeviceAnswer(List<UUID> owners, @Nullable Long sharedSince) {}

    /**
     * Revoked edges stay visible: {@code revokedBy} is the graph number that revoked it. {@code weight} is in bits, and
     * there only where a suggestion was accepted.
     */
    record EdgeAnswer(
            long id,
            long from,
            long to,
            String rule,
            String sourceId,
            String messageId,
            Instant at,
            @Nullable Double weight,
            long graphNumber,
            @Nullable Long revokedBy) {}

    record MergeAnswer(
            UUID survivor,
            UUID loser,
            String rule,
            String messageId,
            Instant at,
            long graphNumber,
            @Nullable Long undoneBy) {}

    record GuardAnswer(
            String guard, String namespace, String value, List<UUID> competing, String messageId, Instant at) {}

    static GraphAnswer from(PersonGraph person) {
        var profile = person.profile();
        return new GraphAnswer(
                profile.id(),
                person.number(),
                Instant.ofEpochMilli(profile.firstSeen()),
                profile.nodes().values().stream()
                        .sorted(Comparator.comparingLong(Node::id))
                        .map(it -> node(it, person.deviceOwners()))
                        .toList(),
                person.edges().stream().map(GraphAnswer::edge).toList(),
                person.merges().stream().map(GraphAnswer::merge).toList(),
                person.guards().stream()
                        .map(it -> new GuardAnswer(
                                it.guard(),
                                it.identifier().namespace(),
                                it.identifier().value(),
                                it.competing(),
                                it.messageId(),
                                Instant.ofEpochMilli(it.at())))
                        .toList());
    }

    private static NodeAnswer node(Node node, Map<Long, UUID> deviceOwners) {
        return new NodeAnswer(
                node.id(),
                node.identifier().namespace(),
                node.identifier().value(),
                Instant.ofEpochMilli(node.firstSeen()),
                Instant.ofEpochMilli(node.lastSeen()),
                node.use().equals(DeviceUse.NONE) ? null : device(node.use(), deviceOwners));
    }

    private static DeviceAnswer device(DeviceUse use, Map<Long, UUID> profiles) {
        return new DeviceAnswer(
                use.owners().stream()
                        .flatMap(it -> Optional.ofNullable(profiles.get(it)).stream())
                        .distinct()
                        .toList(),
                Optional.ofNullable(use.shared()).map(DeviceUse.Shared::number).orElse(null));
    }

    static EdgeAnswer edge(PersonGraph.EvidenceRow row) {
        var edge = row.edge();
        return new EdgeAnswer(
                edge.id(),
                edge.link().a(),
                edge.link().b(),
                edge.rule(),
                edge.sourceId(),
                edge.messageId(),
                Instant.ofEpochMilli(edge.at()),
                edge.weight(),
                row.number(),
                row.revoked());
    }

    static MergeAnswer merge(PersonGraph.MergeRow row) {
        var merge = row.merge();
        return new MergeAnswer(
                merge.survivor(),
                merge.loser(),
                merge.rule(),
                merge.messageId(),
                Instant.ofEpochMilli(merge.at()),
                merge.number(),
                row.undone());
    }
}
