package io.tributary.identity.intake;

import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.ResolveBatch;
import io.tributary.identity.graph.Resolved;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Normalised;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Resolves one tenant's events of a batch. A batch whose people are all remembered and that changes nothing costs one
 * small read; any other is decided again under the tenant's lock.
 */
public final class ResolveEvents {

    private final Graphs graphs;
    private final Tenants tenants;
    private final Supplier<UUID> profileIds;

    public ResolveEvents(Graphs graphs, Tenants tenants, Supplier<UUID> profileIds) {
        this.graphs = graphs;
        this.tenants = tenants;
        this.profileIds = profileIds;
    }

    /**
     * A resolved batch.
     *
     * @param number the graph number that the resolution had seen
     * @param events one per event, in the events' order
     * @param merges how many profiles were merged away
     * @param refused values that point at nobody
     */
    public record ResolvedBatch(
            long number,
            List<Resolved> events,
            int merges,
            List<GuardHit> guardHits,
            List<Normalised.Refused> refused) {}

    /** Blocks; a repeated call with the same events finds everything done and changes nothing. */
    public ResolvedBatch resolve(String tenant, List<IncomingEvent> events) {
        var standing = graphs.standing(tenant);
        var identify = new IdentifyEvent(standing.rules(), tenants.region(tenant));
        var identified = new ArrayList<IdentifiedEvent>(events.size());
        var refused = new ArrayList<Normalised.Refused>();
        for (var event : events) {
            var one = identify.identify(event);
            identified.add(one.event());
            refused.addAll(one.refused());
        }
        var batch = new ResolveBatch(standing.rules(), profileIds);
        var identifiers = identifiersOf(identified);
        var remembered = graphs.remembered(tenant, standing, identifiers).map(it -> batch.decide(it, identified));
        if (remembered.isPresent() && remembered.get().change().isEmpty()) {
            var decision = remembered.get();
            graphs.note(tenant, decision.guardHits());
            return result(standing.number(), decision, refused);
        }
        var written = graphs.change(
                tenant, Graphs.Wanted.owners(identifiers), graph -> batch.decide(graph.view(), identified));
        return result(written.number(), written.decision(), refused);
    }

    private static Set<Identifier> identifiersOf(List<IdentifiedEvent> events) {
        var all = new HashSet<Identifier>();
        events.forEach(it -> all.addAll(it.identifiers()));
        return all;
    }

    private static ResolvedBatch result(long number, ResolveBatch.Decision decision, List<Normalised.Refused> refused) {
        return new ResolvedBatch(
                number, decision.events(), decision.change().gone().size(), decision.guardHits(), List.copyOf(refused));
    }
}
