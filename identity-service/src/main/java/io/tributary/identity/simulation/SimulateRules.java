package io.tributary.identity.simulation;

import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.simulation.RulesEffect.Looked;
import io.tributary.identity.simulation.RulesEffect.Made;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Says what other rules would make of the people there are, had they held from the start. What the graph remembers is told
 * again twice, under the present rules and under the others, so that what differs comes from the rules alone.
 */
public final class SimulateRules {

    private final KnownGraphs known;
    private final Graphs graphs;
    private final Tenants tenants;
    private final int identifiers;
    private final Semaphore place = new Semaphore(1);

    /**
     * Over these stores.
     *
     * @param identifiers how many are looked at at about most
     */
    public SimulateRules(KnownGraphs known, Graphs graphs, Tenants tenants, int identifiers) {
        this.known = known;
        this.graphs = graphs;
        this.tenants = tenants;
        this.identifiers = identifiers;
    }

    /** Blocks, and changes nothing; empty while another simulation runs here, because each holds its people in memory. */
    public Optional<RulesEffect> simulate(String tenant, IdentityRules other, long seed) {
        if (!place.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(effect(tenant, other, seed));
        } finally {
            place.release();
        }
    }

    private RulesEffect effect(String tenant, IdentityRules other, long seed) {
        var people = known.read(tenant, identifiers, seed);
        var present = graphs.standing(tenant).rules();
        var story = Retelling.of(people, present);
        var keptApart = people.nodes().stream()
                .filter(it -> !it.apart().isEmpty()
                        && DeviceUse.deviceOf(it.identifier()).isEmpty())
                .sorted(Comparator.comparingLong(KnownNode::id))
                .toList();
        var now = Replay.of(tenant, tenants, present, keptApart, story);
        var then = Replay.of(tenant, tenants, other, keptApart, story);
        return effect(people, now, then);
    }

    private static RulesEffect effect(KnownGraph people, Replay.Outcome now, Replay.Outcome then) {
        var living = living(people);
        var groups = new Groups(living);
        return new RulesEffect(
                people.number(),
                new Looked(
                        new HashSet<>(living.values()).size(),
                        living.size(),
                        people.met(),
                        people.severed(),
                        groups.different(living, now.people())),
                made(now),
                made(then),
                groups.divided(now.people(), then.people()),
                groups.divided(then.people(), now.people()),
                missing(now.people(), then.people()),
                missing(then.people(), now.people()));
    }

    private static Map<Identifier, UUID> living(KnownGraph people) {
        var living = new HashMap<Identifier, UUID>();
        people.nodes().stream()
                .filter(it -> DeviceUse.deviceOf(it.identifier()).isEmpty())
                .forEach(it -> living.put(it.identifier(), it.profile()));
        return living;
    }

    private static Made made(Replay.Outcome outcome) {
        return new Made(outcome.count(), outcome.refused(), outcome.sharedDevices());
    }

    private static int missing(Map<Identifier, UUID> here, Map<Identifier, UUID> there) {
        return (int) here.keySet().stream().filter(it -> !there.containsKey(it)).count();
    }
}
