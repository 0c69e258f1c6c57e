package io.tributary.segment.adapter.http;

import io.tributary.segment.explain.Evidence;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What decides a leaf. {@code kind} tells which members there are. */
sealed interface EvidenceAnswer {

    String kind();

    /**
     * Events that count; for an order, the steps that were taken, as far as it goes.
     *
     * @param measured what the measure comes to, null for what measures nothing and where there is no number
     * @param count how many events count, beside {@code items} also others
     */
    record Events(String kind, @Nullable Double measured, long count, List<EventItem> items)
            implements EvidenceAnswer {}

    /**
     * Events of one second, or of one day where the profile keeps no seconds.
     *
     * @param event which events, in the text language
     * @param at null for those of which only sums are kept
     * @param wholeDay whether they happened anywhere in the day that begins then
     * @param messageIds at most ten
     */
    record EventItem(String event, @Nullable Instant at, boolean wholeDay, long count, List<String> messageIds) {}

    record Trait(
            String kind,
            String name,
            @Nullable Object value,
            @Nullable Instant saidAt,
            @Nullable String messageId) implements EvidenceAnswer {}

    /**
     * What the person said about a purpose.
     *
     * @param said {@code granted} or {@code denied}; null when the person said nothing
     */
    record Consent(String kind, String purpose, @Nullable String said) implements EvidenceAnswer {}

    record Score(String kind, String name, @Nullable Double value) implements EvidenceAnswer {}

    record Listed(String kind, String segment, boolean listed) implements EvidenceAnswer {}

    record Identifiers(String kind, String namespace, long count) implements EvidenceAnswer {}

    /**
     * What the gate would say about a channel.
     *
     * @param reason as the gate says it; null when reachable, or when it said nothing yet
     */
    record Reach(
            String kind,
            String channel,
            boolean reachable,
            @Nullable String reason) implements EvidenceAnswer {}

    record Membership(
            String kind,
            String segment,
            boolean member,
            @Nullable Instant since) implements EvidenceAnswer {}

    static EvidenceAnswer of(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Events(var measured, var count, var newest) ->
                new Events(
                        "events",
                        measured,
                        count,
                        newest.stream().map(EvidenceAnswer::item).toList());
            case Evidence.Trait(var name, var value, var saidAt, var messageId) ->
                new Trait("trait", name, value == null ? null : value.plain(), saidAt, messageId);
            case Evidence.Consent(var purpose, var granted) ->
                new Consent("consent", purpose, granted == null ? null : granted ? "granted" : "denied");
            case Evidence.Score(var name, var value)
            when ListRule.isMark(name) ->
                new Listed("list", ListRule.segmentKey(name), value != null && value == ListRule.value(true));
            case Evidence.Score(var name, var value) -> new Score("score", name, value);
            case Evidence.Identifiers(var namespace, var count) -> new Identifiers("identifiers", namespace, count);
            case Evidence.Reachability(var channel, var reachable, var reason) ->
                new Reach("reach", channel, reachable, reason.isEmpty() ? null : reason);
            case Evidence.Membership(var segment, var member, var since) ->
                new Membership("segment", segment, member, since);
        };
    }

    private static EventItem item(Evidence.Happened it) {
        return new EventItem(RuleText.print(it.step()), it.at(), it.wholeDay(), it.count(), it.messageIds());
    }
}
