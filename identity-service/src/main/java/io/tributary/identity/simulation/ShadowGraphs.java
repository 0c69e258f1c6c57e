package io.tributary.identity.simulation;

import io.tributary.identity.graph.Apart;
import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.GraphView;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One tenant's graph under rules that need not be the tenant's. Nothing that is decided here is written or told. */
final class ShadowGraphs implements Graphs {

    private final ShadowGraph graph = new ShadowGraph();
    private final List<GuardHit> refused = new ArrayList<>();
    private final IdentityRules rules;

    ShadowGraphs(IdentityRules rules) {
        this.rules = rules;
    }

    GraphView view() {
        return graph.view();
    }

    /** Every refused join, in the order in which they came. */
    List<GuardHit> refused() {
        return refused;
    }

    /** Keeps an identifier apart from others as the real one is, if somebody holds it. */
    void keepApart(Identifier identifier, List<Apart> marks) {
        var owner = graph.view().owners().get(identifier);
        if (owner != null) {
            var before = Objects.requireNonNull(graph.view().profiles().get(owner));
            var nodes = new HashMap<>(before.nodes());
            var node = Objects.requireNonNull(nodes.get(identifier)).withApart(marks);
            nodes.put(identifier, node);
            var after = before.withNodes(nodes);
            graph.apply(GraphChange.of(
                    List.of(after), List.of(new GraphChange.PlacedNode(node, owner)), List.of(), Optional.empty()));
        }
    }

    @Override
    public Standing standing(String tenant) {
        return new Standing(graph.view().number(), rules);
    }

    @Override
    public Optional<GraphView> remembered(String tenant, Standing standing, Wanted wanted) {
        return Optional.empty();
    }

    @Override
    public <D extends Deciding> Written<D> change(String tenant, Wanted wanted, Function<LockedGraph, D> decide) {
        var decision = decide.apply(new Whole(graph));
        refused.addAll(decision.guardHits());
        graph.apply(decision.change());
        return new Written<>(decision, graph.view().number());
    }

    /** Nobody else is here, so everything may be seen. */
    private record Whole(ShadowGraph graph) implements LockedGraph {

        @Override
        public GraphView view() {
            return graph.view();
        }

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
        refused.addAll(hits);
    }

    @Override
    public Optional<PersonGraph> person(String tenant, UUID profile) {
        return graph.person(profile);
    }
}
