package io.tributary.identity.change;

import io.tributary.identity.graph.GraphChange;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a change by hand touches inside the graph.
 *
 * @param profiles the profiles that change, appear or disappear
 * @param nodes identifiers that get another profile
 * @param edges evidence edges that are added or revoked
 * @param consents answers that change
 */
public record BlastRadius(List<UUID> profiles, int nodes, int edges, int consents) {

    public static BlastRadius of(GraphChange change) {
        var profiles = Stream.concat(
                        change.touched().stream().map(it -> it.id()),
                        change.gone().stream().map(GraphChange.Gone::id))
                .sorted()
                .toList();
        int revoked = change.split().map(it -> it.revokedEdges().size()).orElse(0);
        int moved = change.split().isPresent()
                ? (int) change.changedNodes().stream()
                        .filter(it -> !it.profile()
                                .equals(change.split().orElseThrow().profile()))
                        .count()
                : change.merges().stream().mapToInt(it -> it.nodes().size()).sum();
        return new BlastRadius(
                profiles,
                moved,
                change.edges().size() + revoked,
                change.consents().size());
    }
}
