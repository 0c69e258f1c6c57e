package io.tributary.identity.intake;

import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.InMemoryGraph;
import io.tributary.identity.graph.InMemoryGraphs;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** One tenant's events on their way through the real resolution into a graph in memory. */
public final class Feed {

    private static final String TENANT = "acme";

    private final InMemoryGraphs graphs;
    private final ResolveEvents resolveEvents;
    private final List<ResolveEvents.Numbered> outcomes = new ArrayList<>();

    public Feed(IdentityRules rules) {
        this(rules, InMemoryGraphs.Sight.AS_ASKED);
    }

    public Feed(IdentityRules rules, InMemoryGraphs.Sight sight) {
        graphs = new InMemoryGraphs(rules, sight);
        resolveEvents = new ResolveEvents(graphs, new OpenTenants(), Events.ids());
    }

    public static Tenants tenants() {
        return new OpenTenants();
    }

    /** Tenants that are always active and have no region. */
    private record OpenTenants() implements Tenants {

        @Override
        public String region(String tenant) {
            return "";
        }

        @Override
        public boolean isSuspended(String tenant) {
            return false;
        }
    }

    /** Resolves the events as one batch, and keeps what came of each. */
    public ResolveEvents.ResolvedBatch batch(List<IdentifiedEvent> events) {
        var batch = resolveEvents.resolve(
                TENANT, events.stream().map(Feed::incoming).toList());
        outcomes.addAll(batch.events());
        return batch;
    }

    /** Resolves each event as a batch of its own; answers the profile of the last one as it is now. */
    public UUID send(IdentifiedEvent... events) {
        for (var event : events) {
            batch(List.of(event));
        }
        return personOf(outcomes.size() - 1);
    }

    private static IncomingEvent incoming(IdentifiedEvent event) {
        return new IncomingEvent(
                event.messageId(),
                event.sourceId(),
                event.at(),
                event.identifiers().stream()
                        .map(it -> new Candidate(it.namespace(), it.value()))
                        .toList(),
                event.consents(),
                event.signals());
    }

    /** Whose the n-th event is now, as those see it who follow redirects and splits by the events' own identifiers. */
    public UUID personOf(int event) {
        var resolved = outcomes.get(event).resolved();
        return resolved.identifiers().stream()
                .flatMap(it -> graph().holder(it).stream())
                .findFirst()
                .or(() -> graph().living(Objects.requireNonNull(resolved.profile())))
                .orElseThrow();
    }

    public List<ResolveEvents.Numbered> outcomes() {
        return List.copyOf(outcomes);
    }

    public InMemoryGraph graph() {
        return graphs.of(TENANT);
    }

    public InMemoryGraphs graphs() {
        return graphs;
    }
}
