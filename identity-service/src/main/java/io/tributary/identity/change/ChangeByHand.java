package io.tributary.identity.change;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.consent.Statements;
import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.HandMade;
import io.tributary.identity.graph.JoinByHand;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.Profile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Merges, splits and answers that a person enters; each is one change of the graph, or only shown. Calls block. */
public final class ChangeByHand {

    private final Graphs graphs;
    private final SplitProfile splitProfile;

    public ChangeByHand(Graphs graphs, Supplier<UUID> profileIds) {
        this.graphs = graphs;
        this.splitProfile = new SplitProfile(profileIds);
    }

    /** Who changes what, when, and whether for real. */
    public record Order(String tenant, UUID profile, String account, long at, Mode mode) {}

    /** Whether a change is made or only shown. */
    public enum Mode {
        DO,
        SHOW
    }

    private record Decided<A>(GraphChange change, A answer) implements Deciding {

        @Override
        public List<GuardHit> guardHits() {
            return List.of();
        }
    }

    private <A> Decided<A> decided(Mode mode, GraphChange change, A answer) {
        return new Decided<>(
                switch (mode) {
                    case DO -> change;
                    case SHOW -> GraphChange.none();
                },
                answer);
    }

    public MergeVerdict merge(Order order, UUID other) {
        var rules = graphs.standing(order.tenant()).rules();
        return graphs.<Decided<MergeVerdict>>change(
                        order.tenant(), Graphs.Wanted.profile(order.profile(), other), graph -> {
                            var one = graph.living(order.profile());
                            var two = graph.living(other);
                            if (one.isEmpty() || two.isEmpty()) {
                                return decided(order.mode(), GraphChange.none(), new MergeVerdict.Unknown());
                            }
                            if (one.equals(two)) {
                                return decided(
                                        order.mode(), GraphChange.none(), new MergeVerdict.AlreadyOne(one.get()));
                            }
                            var verdict = new JoinByHand(rules)
                                    .join(
                                            graph.view(),
                                            one.get(),
                                            two.get(),
                                            HandMade.byOperator(order.account(), order.at()));
                            return decided(order.mode(), verdict.change(), verdict(verdict));
                        })
                .decision()
                .answer();
    }

    private static MergeVerdict verdict(JoinByHand.Verdict verdict) {
        return switch (verdict) {
            case JoinByHand.Verdict.Joined joined ->
                new MergeVerdict.Merged(joined.change().touched().getFirst().id(), BlastRadius.of(joined.change()));
            case JoinByHand.Verdict.Refused refused -> new MergeVerdict.Refused(refused.guard());
        };
    }

    public SplitVerdict split(Order order, SplitRequest request) {
        return graphs.<Decided<SplitVerdict>>change(order.tenant(), Graphs.Wanted.profile(order.profile()), graph -> {
                    var person = graph.person(order.profile());
                    SplitVerdict verdict = person.isEmpty()
                            ? new SplitVerdict.Unknown()
                            : splitProfile.split(
                                    person.get(), request, graph.view().number() + 1);
                    return decided(order.mode(), verdict.change(), verdict);
                })
                .decision()
                .answer();
    }

    /**
     * Takes answers that the person gives to us directly: they are the last word, whatever date an earlier one bears, and
     * are taken all or none.
     *
     * @param profile an id of the person; what is said to a merged one goes with it when the merge is undone
     */
    public SayVerdict say(String tenant, UUID profile, List<Consent> statements) {
        return graphs.<Decided<SayVerdict>>change(tenant, Graphs.Wanted.profile(profile), graph -> {
                    var known = graph.living(profile)
                            .flatMap(it ->
                                    Optional.ofNullable(graph.view().profiles().get(it)));
                    return known.map(it -> said(graph, it, sayer(graph, it, profile), statements))
                            .orElseGet(() -> new Decided<>(GraphChange.none(), new SayVerdict.Unknown()));
                })
                .decision()
                .answer();
    }

    /** What is said to the living id of somebody who never was two is said by way of their oldest identifier. */
    private static Node sayer(Graphs.LockedGraph graph, Profile known, UUID asked) {
        var nodes = known.nodes().values();
        if (known.id().equals(asked) && known.merges() == 0) {
            return nodes.stream()
                    .min(Comparator.comparing(Node::isSession).thenComparingLong(Node::id))
                    .orElseThrow();
        }
        long id = new OwnNodes(graph.person(asked).orElseThrow()).standingFor(asked);
        return nodes.stream().filter(it -> it.id() == id).findFirst().orElseThrow();
    }

    private static Decided<SayVerdict> said(
            Graphs.LockedGraph graph, Profile known, Node sayer, List<Consent> statements) {
        var dated = known.consents().afterAll(statements);
        var next = known.consents().with(dated);
        if (!next.hold(dated)) {
            return new Decided<>(GraphChange.none(), new SayVerdict.TooManyPurposes());
        }
        long nextEdge = graph.view().nextEdge();
        var now = sayer.withSaid(sayer.said()
                .with(dated.stream()
                        .map(it -> new Statements.Made(it, nextEdge))
                        .toList()));
        var nodes = new HashMap<>(known.nodes());
        nodes.put(now.identifier(), now);
        var after = known.withNodes(nodes).withConsents(next);
        return new Decided<>(said(known, after, now), new SayVerdict.Said(after));
    }

    private static GraphChange said(Profile before, Profile after, Node sayer) {
        var changed = after.consents().byPurpose().values().stream()
                .filter(it -> !it.equals(before.consents().byPurpose().get(it.purpose())))
                .map(it -> new GraphChange.PlacedConsent(it, after.id(), ConsentCause.SAID))
                .toList();
        return GraphChange.of(List.of(after), List.of(), changed, Optional.empty())
                .saying(sayer.said().byPurpose().values().stream()
                        .map(it -> new GraphChange.PlacedStatement(sayer.id(), it))
                        .toList());
    }
}
