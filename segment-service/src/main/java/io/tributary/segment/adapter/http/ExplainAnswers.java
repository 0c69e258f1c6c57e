package io.tributary.segment.adapter.http;

import io.tributary.segment.explain.ChangeText;
import io.tributary.segment.explain.Explanation;
import io.tributary.segment.explain.Way;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explanations as the API says them. */
final class ExplainAnswers {

    /**
     * One node of a rule.
     *
     * @param pointer JSON pointer to the node, relative to the rule
     * @param trait the computed trait whose measure the node compares; null when it has no name
     * @param since null when it has been so as far back as anybody remembers
     * @param until null when it stays as it is if nothing happens
     * @param evidence null for a node that has parts
     * @param nearest what flips it: time, and the least that would have to happen; empty when nothing does, and for what has passed
     * @param gaveUp whether there is more that could be tried than is tried
     */
    record NodeAnswer(
            String pointer,
            String text,
            @Nullable String trait,
            boolean holds,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable EvidenceAnswer evidence,
            List<WayAnswer> nearest,
            boolean gaveUp,
            List<NodeAnswer> parts) {}

    /**
     * A way to flip a node.
     *
     * @param kind {@code time} when nothing has to happen, {@code change} when the steps have to
     * @param text the same in words, times as the tenant's clocks show them
     * @param steps what has to happen; nothing of it can be left out
     * @param at when it is flipped; by a change, if it begins at the next second
     * @param before a change has to begin before that; null when it is never too late
     */
    record WayAnswer(
            String kind,
            String text,
            List<StepAnswer> steps,
            Instant at,
            @Nullable Instant before) {}

    private final ZoneId zone;
    private final ChangeText text;

    ExplainAnswers(ZoneId zone) {
        this.zone = zone;
        this.text = new ChangeText(zone);
    }

    /** The whole rule: whom it holds for enters, and leaves when it holds no longer. */
    NodeAnswer rule(Explanation explanation) {
        return node(explanation, explanation.holds() ? "leaves" : "enters");
    }

    private NodeAnswer node(Explanation node) {
        return node(node, node.holds() ? "holds no longer" : "holds");
    }

    private NodeAnswer node(Explanation node, String flips) {
        return new NodeAnswer(
                node.pointer(),
                node.text(),
                node.trait(),
                node.holds(),
                node.since(),
                node.until(),
                node.evidence() == null ? null : EvidenceAnswer.of(node.evidence()),
                node.ways().stream().map(it -> way(it, flips)).toList(),
                node.gaveUp(),
                node.parts().stream().map(this::node).toList());
    }

    private WayAnswer way(Way way, String flips) {
        return switch (way) {
            case Way.ByTime(var at) ->
                new WayAnswer("time", flips + " " + text.local(at) + " if nothing happens", List.of(), at, null);
            case Way.ByChange(var change) ->
                new WayAnswer(
                        "change",
                        text.of(change),
                        change.steps().stream()
                                .map(it -> StepAnswer.of(it, change, zone))
                                .toList(),
                        change.at(),
                        change.before());
        };
    }
}
