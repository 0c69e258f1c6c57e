package io.tributary.segment.membership;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How often generated rules used each word of the language, and generated lives lay on the bounds that it fixes: an event in the
 * very second at which a window begins or ends, in the one before, now, or as far behind another as {@code within} allows.
 */
final class Hits {

    private final Map<String, Integer> words = new TreeMap<>();
    private final Map<String, Integer> bounds = new TreeMap<>();

    void rule(Condition rule) {
        switch (rule) {
            case Condition.All(var parts) -> parts.forEach(this::rule);
            case Condition.Any(var parts) -> parts.forEach(this::rule);
            case Condition.Not(var part) -> {
                word("not");
                rule(part);
            }
            case Condition.TraitTest leaf -> word("trait " + leaf.test().op().words());
            case Condition.TraitMoving leaf ->
                word(leaf.direction() + " " + leaf.span().unit());
            case Condition.TraitAge leaf -> word("age " + leaf.op().words());
            case Condition.EventMeasure leaf -> {
                filter(leaf.event());
                word("measure " + name(leaf.measure()));
                word("measured " + leaf.op().words());
                word(name(leaf.measure()) + " " + name(leaf.window()));
            }
            case Condition.FirstEvent leaf -> edge("first ", leaf.event(), leaf.window());
            case Condition.LatestEvent leaf -> edge("latest ", leaf.event(), leaf.window());
            case Condition.Sequence leaf -> {
                leaf.steps().forEach(this::filter);
                word("then " + name(leaf.window()) + (leaf.same() == null ? "" : " same"));
            }
            case Condition.NotFollowedBy leaf -> {
                filter(leaf.first());
                filter(leaf.then());
                word("then not " + name(leaf.window()));
            }
            case Condition.SegmentRef _ -> word("segment");
            case Condition.ScoreTest leaf -> word("score " + leaf.op().words());
            case Condition.ConsentTest leaf -> word(leaf.granted() ? "granted" : "denied");
            case Condition.HasIdentifier _ -> word("has identifier");
            case Condition.ReachableBy _ -> word("reachable by");
        }
    }

    /** A life that a rule is judged of at an instant in epoch milliseconds. */
    void life(Condition rule, List<RawEvent> history, long at, ZoneId zone) {
        switch (rule) {
            case Condition.All(var parts) -> parts.forEach(it -> life(it, history, at, zone));
            case Condition.Any(var parts) -> parts.forEach(it -> life(it, history, at, zone));
            case Condition.Not(var part) -> life(part, history, at, zone);
            case Condition.EventMeasure leaf -> window(leaf.window(), of(leaf.event(), history), at, zone);
            case Condition.FirstEvent leaf -> window(leaf.window(), of(leaf.event(), history), at, zone);
            case Condition.LatestEvent leaf -> window(leaf.window(), of(leaf.event(), history), at, zone);
            case Condition.Sequence leaf -> {
                window(leaf.window(), of(leaf.steps().getLast(), history), at, zone);
                within(of(leaf.steps().getFirst(), history), of(leaf.steps().getLast(), history), leaf.within());
            }
            case Condition.NotFollowedBy leaf -> {
                window(leaf.window(), of(leaf.first(), history), at, zone);
                within(of(leaf.first(), history), of(leaf.then(), history), leaf.within());
            }
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> {}
            case Condition.ScoreTest _, Condition.ConsentTest _, Condition.SegmentRef _ -> {}
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> {}
        }
    }

    /** Words that no rule used, and bounds that no life lay on. */
    List<String> missed() {
        var comparing = Operator.COMPARING.stream().map(Operator::words).toList();
        var windows = List.of("LastDays", "LastDuration", "Between", "Since", "Before", "Ever");
        var measures = List.of("Count", "Days", "Sum", "Avg", "Min", "Max", "Distinct");
        var usedWords = Stream.of(
                        Stream.of("segment", "granted", "denied", "has identifier", "reachable by", "not"),
                        Stream.of(Operator.values()).map(it -> "trait " + it.words()),
                        Stream.of(Operator.values()).map(it -> "property " + it.words()),
                        comparing.stream().flatMap(it -> Stream.of("age " + it, "score " + it, "measured " + it)),
                        Stream.of("IN_LAST", "IN_NEXT")
                                .flatMap(it -> Stream.of(it + " DAYS", it + " HOURS", it + " MINUTES")),
                        measures.stream().flatMap(it -> windows.stream().map(window -> it + " " + window)),
                        windows.stream()
                                .flatMap(it -> Stream.of(
                                        "first " + it,
                                        "latest " + it,
                                        "then " + it,
                                        "then " + it + " same",
                                        "then not " + it)))
                .flatMap(it -> it)
                .filter(it -> !words.containsKey(it));
        var bounded = Stream.of(
                        "LastDays", "LastDuration", "Between from", "Between to", "Since", "Before", "within", "now")
                .flatMap(it -> Stream.of(it, it + " -1s"))
                .filter(it -> !bounds.containsKey(it));
        return Stream.concat(usedWords, bounded).toList();
    }

    @Override
    public String toString() {
        return "rules by word " + words + ", lives by bound " + bounds;
    }

    private void filter(EventFilter filter) {
        filter.where().forEach(it -> word("property " + it.test().op().words()));
    }

    private void edge(String which, EventFilter event, Window window) {
        filter(event);
        word(which + name(window));
    }

    private void window(Window window, List<Long> seconds, long at, ZoneId zone) {
        var today = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
        bound("now", seconds, at);
        switch (window) {
            case Window.LastDays(var days) -> bound("LastDays", seconds, midnight(today.minusDays(days - 1L), zone));
            case Window.LastDuration(var length) -> bound("LastDuration", seconds, at - length.toMillis());
            case Window.Between(var from, var to) -> {
                bound("Between from", seconds, midnight(today.minusDays(from), zone));
                bound("Between to", seconds, midnight(today.minusDays(to), zone));
            }
            case Window.Since(var date) -> bound("Since", seconds, midnight(date, zone));
            case Window.Before(var date) -> bound("Before", seconds, midnight(date, zone));
            case Window.Ever _ -> {}
        }
    }

    private void within(List<Long> firsts, List<Long> lasts, Duration within) {
        firsts.forEach(it -> bound("within", lasts, (it + within.toSeconds()) * 1000));
    }

    private void bound(String name, List<Long> seconds, long millis) {
        for (long second : seconds) {
            if (second * 1000 == millis) {
                bounds.merge(name, 1, Integer::sum);
            } else if ((second + 1) * 1000 == millis) {
                bounds.merge(name + " -1s", 1, Integer::sum);
            }
        }
    }

    private static List<Long> of(EventFilter filter, List<RawEvent> history) {
        return history.stream()
                .filter(it -> it.event().equals(filter.event()))
                .map(RawEvent::at)
                .toList();
    }

    private static long midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toEpochSecond() * 1000;
    }

    private static String name(Measure measure) {
        return measure.getClass().getSimpleName();
    }

    private static String name(Window window) {
        return window.getClass().getSimpleName();
    }

    private void word(String word) {
        words.merge(word, 1, Integer::sum);
    }
}
