package io.tributary.identity.adapter.http;

import io.tributary.identity.linkage.Waterfall;
import io.tributary.identity.suggestion.ListSuggestions.Shown;
import io.tributary.identity.suggestion.StoredSuggestion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as a reviewer sees it.
 *
 * @param profiles the two profiles as they are now
 * @param probability that they are one person's
 * @param bits log2 of the odds; prior and waterfall add up to it
 * @param prior bits before anything was compared
 * @param waterfall the steps from the prior to the score
 */
record SuggestionAnswer(
        UUID id,
        String state,
        List<UUID> profiles,
        double probability,
        double bits,
        double prior,
        List<StepAnswer> waterfall,
        String jobId,
        Instant suggestedAt,
        @Nullable DecidedAnswer decided) {

    /**
     * One step.
     *
     * @param field a compared field, or the blocking rule whose key both have
     * @param values what each of the profiles says now, in the profiles' order; empty lists for a rule
     */
    record StepAnswer(String field, String level, double bits, List<List<String>> values) {}

    /** Who decided, and when. */
    record DecidedAnswer(String by, Instant at) {}

    /** A page of the list. */
    record Page(List<SuggestionAnswer> items, @Nullable String nextCursor) {}

    static Page page(List<Shown> shown, int limit) {
        var items = shown.stream().map(SuggestionAnswer::from).toList();
        if (items.size() < limit) {
            return new Page(items, null);
        }
        var last = items.getLast();
        return new Page(items, new Cursor(Double.doubleToLongBits(last.bits()), last.id()).text());
    }

    private static SuggestionAnswer from(Shown shown) {
        var stored = shown.stored();
        var suggestion = stored.suggestion();
        var waterfall = suggestion.waterfall();
        return new SuggestionAnswer(
                suggestion.id(),
                stored.state().label(),
                List.of(suggestion.left(), suggestion.right()),
                suggestion.probability(),
                suggestion.bits(),
                waterfall.prior(),
                waterfall.steps().stream().map(it -> step(it, shown)).toList(),
                stored.jobId(),
                Instant.ofEpochMilli(stored.suggestedAt()),
                decided(stored));
    }

    private static StepAnswer step(Waterfall.Step step, Shown shown) {
        return new StepAnswer(
                step.field(),
                step.level(),
                step.bits(),
                List.of(
                        shown.left().getOrDefault(step.field(), List.of()),
                        shown.right().getOrDefault(step.field(), List.of())));
    }

    private static @Nullable DecidedAnswer decided(StoredSuggestion stored) {
        var decision = stored.decision();
        return decision == null ? null : new DecidedAnswer(decision.account(), Instant.ofEpochMilli(decision.at()));
    }
}
