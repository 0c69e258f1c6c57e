package io.tributary.identity.simulation;

import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.HandMade;
import io.tributary.identity.graph.JoinByHand;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.intake.IncomingEvent;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Resolves a story under given rules, with the same decisions as the real resolution. */
final class Replay {

    private static final int BATCH = 500;

    private final String tenant;
    private final IdentityRules rules;
    private final ShadowGraphs graphs;
    private final ResolveEvents resolveEvents;
    private final List<IncomingEvent> waiting = new ArrayList<>();

    private Replay(String tenant, Tenants tenants, IdentityRules rules) {
        this.tenant = tenant;
        this.rules = rules;
        this.graphs = new ShadowGraphs(rules);
        var ids = new AtomicLong();
        this.resolveEvents = new ResolveEvents(graphs, tenants, () -> new UUID(0, ids.incrementAndGet()));
    }

    /**
     * What came of it.
     *
     * @param people whose each identifier is; visits are left out
     * @param refused by guard, how many identifiers were left out of somebody's events
     */
    record Outcome(Map<Identifier, UUID> people, Map<String, Integer> refused, int sharedDevices) {

        int count() {
            return new HashSet<>(people.values()).size();
        }
    }

    /** Whom people keep apart is there first and marked, so that no evidence joins them. */
    static Outcome of(
            String tenant, Tenants tenants, IdentityRules rules, List<KnownNode> keptApart, List<Told> story) {
        var replay = new Replay(tenant, tenants, rules);
        for (var node : keptApart) {
            replay.tell(new Told.Happened("apart-" + node.id(), node.firstSeen(), Set.of(node.identifier())));
            replay.flush();
            replay.graphs.keepApart(node.identifier(), node.apart());
        }
        story.forEach(replay::tell);
        replay.flush();
        return replay.outcome();
    }

    private void tell(Told told) {
        switch (told) {
            case Told.Happened event -> {
                waiting.add(incoming(event));
                if (waiting.size() == BATCH) {
                    flush();
                }
            }
            case Told.Joined joined -> {
                flush();
                join(joined);
            }
        }
    }

    private static IncomingEvent incoming(Told.Happened event) {
        var candidates = event.identifiers().stream()
                .map(it -> new Candidate(it.namespace(), it.value()))
                .toList();
        return new IncomingEvent(event.messageId(), "", event.at(), candidates, List.of(), List.of());
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            resolveEvents.resolve(tenant, waiting);
            waiting.clear();
        }
    }

    private void join(Told.Joined joined) {
        var owners = graphs.view().owners();
        var one = owners.get(joined.one());
        var other = owners.get(joined.other());
        if (one != null && other != null && !one.equals(other)) {
            // As by a suggestion: what somebody kept apart later stays apart.
            var said = HandMade.bySuggestion("", 0, "", joined.at());
            graphs.change(
                    tenant,
                    Graphs.Wanted.profile(one, other),
                    graph -> new JoinByHand(rules).join(graph.view(), one, other, said));
        }
    }

    private Outcome outcome() {
        var people = new HashMap<Identifier, UUID>();
        int shared = 0;
        for (var profile : graphs.view().profiles().values()) {
            for (var node : profile.nodes().values()) {
                if (DeviceUse.deviceOf(node.identifier()).isEmpty()) {
                    people.put(node.identifier(), profile.id());
                    shared += node.use().isShared() ? 1 : 0;
                }
            }
        }
        return new Outcome(people, refused(), shared);
    }

    private Map<String, Integer> refused() {
        record Left(String guard, Identifier identifier) {}
        var counts = new TreeMap<String, Integer>();
        graphs.refused().stream()
                .map(it -> new Left(it.demotion().guard().label(), it.demotion().identifier()))
                .distinct()
                .forEach(it -> counts.merge(it.guard(), 1, Integer::sum));
        return counts;
    }
}
