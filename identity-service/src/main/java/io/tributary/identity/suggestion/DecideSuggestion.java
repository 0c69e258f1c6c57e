package io.tributary.identity.suggestion;

import io.tributary.identity.change.BlastRadius;
import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.Graphs.LockedGraph;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.HandMade;
import io.tributary.identity.graph.JoinByHand;
import io.tributary.identity.graph.KeepApart;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Takes a person's answer to a suggestion. Accepted, it is an edge with the reviewer and the weight, and a merge like any
 * other, under all guards; rejected, the two are kept apart. The graph and the suggestion change in one transaction, so two
 * reviewers never both decide.
 */
public final class DecideSuggestion {

    private final Graphs graphs;
    private final Suggestions suggestions;

    public DecideSuggestion(Graphs graphs, Suggestions suggestions) {
        this.graphs = graphs;
        this.suggestions = suggestions;
    }

    /**
     * Who answers what.
     *
     * @param at suite milliseconds
     */
    public record Answer(String tenant, UUID suggestion, String account, long at) {

        private StoredSuggestion.Decision decision() {
            return new StoredSuggestion.Decision(account, at);
        }
    }

    private record Decided(DecisionVerdict verdict, GraphChange change) implements Deciding {

        private static Decided unchanged(DecisionVerdict verdict) {
            return new Decided(verdict, GraphChange.none());
        }

        @Override
        public List<GuardHit> guardHits() {
            return List.of();
        }
    }

    /** Blocks; accepting an accepted one again changes nothing. */
    public DecisionVerdict accept(Answer answer) {
        var rules = graphs.standing(answer.tenant()).rules();
        return decide(answer, SuggestionState.ACCEPTED, (graph, stored) -> {
            var suggestion = stored.suggestion();
            var said =
                    HandMade.bySuggestion(suggestion.id().toString(), suggestion.bits(), answer.account(), answer.at());
            var verdict = new JoinByHand(rules).join(graph.view(), suggestion.left(), suggestion.right(), said);
            return switch (verdict) {
                case JoinByHand.Verdict.Joined joined -> {
                    suggestions.decide(answer.tenant(), suggestion.id(), SuggestionState.ACCEPTED, answer.decision());
                    yield new Decided(
                            new DecisionVerdict.Merged(
                                    joined.change().touched().getFirst().id(), BlastRadius.of(joined.change())),
                            joined.change());
                }
                case JoinByHand.Verdict.Refused refused ->
                    Decided.unchanged(new DecisionVerdict.Refused(refused.guard()));
            };
        });
    }

    /** Blocks; rejecting a rejected one again changes nothing. */
    public DecisionVerdict reject(Answer answer) {
        return decide(answer, SuggestionState.REJECTED, (graph, stored) -> {
            var suggestion = stored.suggestion();
            suggestions.decide(answer.tenant(), suggestion.id(), SuggestionState.REJECTED, answer.decision());
            return new Decided(
                    new DecisionVerdict.KeptApart(), KeepApart.of(graph.view(), suggestion.left(), suggestion.right()));
        });
    }

    private DecisionVerdict decide(
            Answer answer, SuggestionState wanted, BiFunction<LockedGraph, StoredSuggestion, Decided> open) {
        var known = suggestions.find(answer.tenant(), answer.suggestion());
        if (known.isEmpty()) {
            return new DecisionVerdict.Unknown();
        }
        var pair = known.get().suggestion();
        return graphs.change(
                        answer.tenant(),
                        Graphs.Wanted.profile(pair.left(), pair.right()),
                        // Read again: what was read before the lock may have been decided since.
                        graph -> suggestions
                                .find(answer.tenant(), answer.suggestion())
                                .map(it -> locked(it, wanted, graph, open))
                                .orElseGet(() -> Decided.unchanged(new DecisionVerdict.Unknown())))
                .decision()
                .verdict();
    }

    private static Decided locked(
            StoredSuggestion stored,
            SuggestionState wanted,
            LockedGraph graph,
            BiFunction<LockedGraph, StoredSuggestion, Decided> open) {
        if (stored.state() != SuggestionState.OPEN) {
            return Decided.unchanged(
                    stored.state() == wanted
                            ? new DecisionVerdict.DecidedSo(stored.suggestion().left())
                            : new DecisionVerdict.DecidedOtherwise(stored.state()));
        }
        if (stored.isOne()) {
            return Decided.unchanged(
                    new DecisionVerdict.AlreadyOne(stored.suggestion().left()));
        }
        return open.apply(graph, stored);
    }
}
