package io.tributary.identity.intake;

import io.tributary.identity.change.FlagSharedDevice;
import io.tributary.identity.graph.DueDevice;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.Present;
import io.tributary.identity.graph.ResolveBatch;
import io.tributary.identity.graph.Resolved;
import io.tributary.identity.identifier.Normalised;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Resolves one tenant's events of a batch. A batch whose people are all remembered and that changes nothing costs one
 * small read; any other is decided again under the tenant's lock. A device that turns out to be shared cuts the batch: it is
 * flagged in a change of its own before the login that makes it so is resolved.
 */
public final class ResolveEvents {

    private final Graphs graphs;
    private final Tenants tenants;
    private final Supplier<UUID> profileIds;
    private final Supplier<Present> present;

    /** Resolves what happened whenever: nothing is held for old. */
    public ResolveEvents(Graphs graphs, Tenants tenants, Supplier<UUID> profileIds) {
        this(graphs, tenants, profileIds, Present::unknown);
    }

    public ResolveEvents(Graphs graphs, Tenants tenants, Supplier<UUID> profileIds, Supplier<Present> present) {
        this.graphs = graphs;
        this.tenants = tenants;
        this.profileIds = profileIds;
        this.present = present;
    }

    /**
     * A resolved batch.
     *
     * @param events one per event, in the events' order
     * @param merges how many profiles were merged away
     * @param sharedDevices how many devices were found to be shared
     * @param refused values that point at nobody
     */
    public record ResolvedBatch(
            List<Numbered> events,
            int merges,
            int sharedDevices,
            List<GuardHit> guardHits,
            List<Normalised.Refused> refused) {}

    /**
     * An event's person.
     *
     * @param number the graph number that the resolution had seen
     */
    public record Numbered(Resolved resolved, long number) {}

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
        var tally = new Tally();
        var decision = tally.add(resolveSome(tenant, standing, identified));
        while (!decision.due().isEmpty()) {
            var rest = identified.subList(tally.events.size(), identified.size());
            tally.flagged += flag(tenant, decision.due(), rest.getFirst());
            decision = tally.add(resolveSome(tenant, graphs.standing(tenant), rest));
        }
        return tally.batch(refused);
    }

    /** The next events, as far as one change goes. */
    private Graphs.Written<ResolveBatch.Decision> resolveSome(
            String tenant, Graphs.Standing standing, List<IdentifiedEvent> events) {
        var batch = new ResolveBatch(standing.rules(), profileIds, present.get());
        var wanted = Graphs.Wanted.owners(events);
        var remembered = graphs.remembered(tenant, standing, wanted).map(it -> batch.decide(it, events));
        if (remembered.isPresent() && remembered.get().change().isEmpty()) {
            graphs.note(tenant, remembered.get().guardHits());
            return new Graphs.Written<>(remembered.get(), standing.number());
        }
        return graphs.change(tenant, wanted, graph -> batch.decide(graph.view(), events));
    }

    /**
     * Flags in changes of their own, so that events of before and after them know on which side they are; the login that
     * is one too many comes after.
     */
    private int flag(String tenant, Set<DueDevice> due, IdentifiedEvent login) {
        var flag = new FlagSharedDevice(graphs.standing(tenant).rules(), profileIds);
        var occasion = new FlagSharedDevice.Occasion(login.messageId(), login.at());
        return (int) due.stream()
                .filter(it -> graphs.change(
                                tenant, Graphs.Wanted.owner(it.device()), graph -> flag.decide(graph, it, occasion))
                        .decision()
                        .flagged())
                .count();
    }

    /** What came of the batch so far. */
    private static final class Tally {

        private final List<Numbered> events = new ArrayList<>();
        private final List<GuardHit> guardHits = new ArrayList<>();
        private int merges;
        private int flagged;

        ResolveBatch.Decision add(Graphs.Written<ResolveBatch.Decision> some) {
            var decision = some.decision();
            decision.events().forEach(it -> events.add(new Numbered(it, some.number())));
            guardHits.addAll(decision.guardHits());
            merges += decision.change().gone().size();
            return decision;
        }

        ResolvedBatch batch(List<Normalised.Refused> refused) {
            return new ResolvedBatch(
                    List.copyOf(events), merges, flagged, List.copyOf(guardHits), List.copyOf(refused));
        }
    }
}
