package io.tributary.identity.graph;

import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The port without a database: one thread, no memory beside the graph, the same decisions. */
public final class InMemoryGraphs implements Graphs {

    /** What a decision gets to see. */
    public enum Sight {
        /** What it asked for, as from the real store. */
        AS_ASKED,
        /** Everything, which is faster in a large world. */
        ALL
    }

    private final Map<String, InMemoryGraph> graphs = new HashMap<>();
    private final List<GuardHit> noted = new ArrayList<>();
    private final Sight sight;
    private IdentityRules rules;

    public InMemoryGraphs(IdentityRules rules, Sight sight) {
        this.rules = rules;
        this.sight = sight;
    }

    public InMemoryGraph of(String tenant) {
        return graphs.computeIfAbsent(tenant, _ -> new InMemoryGraph());
    }

    public void follow(IdentityRules now) {
        rules = now;
    }

    /** Every refused join, in the order in which they came. */
    public List<GuardHit> noted() {
        return List.copyOf(noted);
    }

    @Override
    public Standing standing(String tenant) {
        return new Standing(of(tenant).number(), rules);
    }

    @Override
    public Optional<GraphView> remembered(String tenant, Standing standing, Wanted wanted) {
        return Optional.empty();
    }

    @Override
    public <D extends Deciding> Written<D> change(String tenant, Wanted wanted, Function<LockedGraph, D> decide) {
        var graph = of(tenant);
        var view = switch (sight) {
            case AS_ASKED -> graph.view(wanted, rules.sharedDevices());
            case ALL -> graph.view();
        };
        var decision = decide.apply(new Locked(graph, view));
        noted.addAll(decision.guardHits());
        graph.apply(decision.change());
        return new Written<>(decision, graph.number());
    }

    private record Locked(InMemoryGraph graph, GraphView view) implements LockedGraph {

        @Override
        public Optional<UUID> living(UUID profile) {
            return graph.living(profile);
        }

        @Override
        public Optional<PersonGraph> person(UUID profile) {
            return graph.person(profile);
        }
    }

    @Override
    public void note(String tenant, List<GuardHit> hits) {
        noted.addAll(hits);
    }

    @Override
    public Optional<PersonGraph> person(String tenant, UUID profile) {
        return of(tenant).person(profile);
    }
}
