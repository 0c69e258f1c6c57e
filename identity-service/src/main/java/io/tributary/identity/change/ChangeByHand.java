package io.tributary.identity.change;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.HandMade;
import io.tributary.identity.graph.JoinByHand;
import io.tributary.identity.graph.Profile;
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

    /** The profile after the statements, or empty when there is none. A newer answer that is known already stays. */
    public Optional<Profile> say(String tenant, UUID profile, List<Consent> statements) {
        return graphs.<Decided<Optional<Profile>>>change(tenant, Graphs.Wanted.profile(profile), graph -> {
                    var known = graph.living(profile)
                            .flatMap(it ->
                                    Optional.ofNullable(graph.view().profiles().get(it)));
                    var next = known.map(it -> new Profile(
                            it.id(),
                            it.firstSeen(),
                            it.merges(),
                            it.nodes(),
                            it.links(),
                            it.consents().with(statements)));
                    return new Decided<>(
                            next.isEmpty() || next.equals(known)
                                    ? GraphChange.none()
                                    : said(known.orElseThrow(), next.get()),
                            next);
                })
                .decision()
                .answer();
    }

    private static GraphChange said(Profile before, Profile after) {
        var changed = after.consents().byPurpose().values().stream()
                .filter(it -> !it.equals(before.consents().byPurpose().get(it.purpose())))
                .map(it -> new GraphChange.PlacedConsent(it, after.id(), ConsentCause.SAID))
                .toList();
        return GraphChange.of(List.of(after), List.of(), changed, Optional.empty());
    }
}
