package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.membership.DetailNeeded;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a rule, in which no segment is referred to any more, into two queries at one instant. No script, no query
 * text of a user, no field per condition, and never the server's own now. What is kept for ever answers for sure only
 * when nothing of it lies after the instant; a folded day answers for an instant that has passed only when it lies wholly
 * before it.
 *
 * @param past whether the instant has passed
 */
record QueryCompiler(Instant now, ZoneId zone, boolean past) {

    // Scores hold counts exactly to 2^24.
    private static final long EXACT_COUNT = 1L << 24;

    QueryCompiler(Instant now, ZoneId zone) {
        this(now, zone, false);
    }

    Bounds compile(Condition rule) {
        return past
                ? new DetailNeeded(now, zone)
                        .of(rule)
                        .map(it -> unlessCoarse(rule, it))
                        .orElseGet(() -> node(rule))
                : node(rule);
    }

    /** Who has a folded day among these is looked at. */
    private Bounds unlessCoarse(Condition leaf, DetailNeeded.Seconds days) {
        var coarse = ActivityQueries.daily(DetailNeeded.events(leaf), new TimeRange(days.from(), days.until()));
        var bounds = node(leaf);
        return Bounds.between(
                Bounds.conjunction(List.of(bounds.low(), Bounds.negation(coarse))),
                Bounds.either(bounds.high(), coarse));
    }

    private Bounds node(Condition rule) {
        return switch (rule) {
            case Condition.All(var parts) ->
                Bounds.all(parts.stream().map(this::compile).toList());
            case Condition.Any(var parts) ->
                Bounds.any(parts.stream().map(this::compile).toList());
            case Condition.Not(var part) -> compile(part).negated();
            case Condition.TraitTest(var trait, var test) ->
                TermQueries.of("traits", trait, test)
                        .map(Bounds::exactly)
                        .orElseGet(() -> Bounds.among(TermQueries.exists("traits", trait.text())));
            case Condition.TraitMoving moving ->
                Bounds.among(TermQueries.exists("traits", moving.trait().text()));
            case Condition.TraitAge age ->
                Bounds.among(TermQueries.exists("traits", age.trait().text()));
            case Condition.EventMeasure measure -> measured(measure);
            case Condition.FirstEvent(var event, var window) -> first(event, window);
            case Condition.LatestEvent(var event, var window) -> latest(event, window);
            case Condition.Sequence sequence -> amongDays(sequence.steps().getLast(), sequence.window());
            case Condition.NotFollowedBy silence -> amongDays(silence.first(), silence.window());
            // Segments are inlined before; one that is left has no members.
            case Condition.SegmentRef _ -> Bounds.NEVER;
            case Condition.ScoreTest(var name, var op, var value) ->
                Bounds.exactly(TermQueries.numbers("scores", name, op, value));
            case Condition.ConsentTest(var purpose, var granted) ->
                Bounds.exactly(TermQueries.term("consents", ProfileDocument.consent(purpose, granted)));
            case Condition.HasIdentifier(var namespace) -> Bounds.exactly(TermQueries.term("namespaces", namespace));
            case Condition.ReachableBy(var channel) ->
                Bounds.exactly(TermQueries.term("reach", ProfileDocument.reachable(channel)));
        };
    }

    private Bounds measured(Condition.EventMeasure leaf) {
        var event = leaf.event();
        var window = leaf.window();
        return switch (leaf.measure()) {
            case Measure.Count() ->
                WholeNumbers.compared(leaf.op(), leaf.value(), least -> countAtLeast(event, window, least));
            case Measure.Sum(var property)
            when event.takesAll() ->
                new SumQueries(event.event(), property.text(), window, range(window)).compared(leaf.op(), leaf.value());
            case Measure.Sum _ -> judgedUnlessNone(leaf);
            case Measure.Days _, Measure.Distinct _ ->
                WholeNumbers.compared(leaf.op(), leaf.value(), least -> among(event, window));
            case Measure.Avg _, Measure.Min _, Measure.Max _ -> among(event, window);
        };
    }

    /** Without an event the sum is nothing, which some comparisons let pass. */
    private Bounds judgedUnlessNone(Condition.EventMeasure leaf) {
        return leaf.op().holds(0, leaf.value())
                ? Bounds.between(Bounds.NOBODY, Bounds.EVERYBODY)
                : among(leaf.event(), leaf.window());
    }

    private Bounds countAtLeast(EventFilter event, Window window, long least) {
        if (event.takesAll() && isEver(window)) {
            return totals(event).countAtLeast(least);
        }
        var filters = entries(event, window);
        if (filters.isEmpty() || least > EXACT_COUNT) {
            return among(event, window);
        }
        return Bounds.exactly(
                least == 1
                        ? ActivityQueries.some("activity", filters.get())
                        : ActivityQueries.sumAtLeast("activity", "count", filters.get(), (double) least));
    }

    private Bounds first(EventFilter event, Window window) {
        return event.takesAll() ? totals(event).first(window) : among(event, window);
    }

    private Bounds latest(EventFilter event, Window window) {
        return event.takesAll() ? totals(event).latest(window) : among(event, window);
    }

    private TotalsQueries totals(EventFilter event) {
        return new TotalsQueries(event.event(), now, zone);
    }

    /** Somebody without any such event in the window is not meant. */
    private Bounds among(EventFilter event, Window window) {
        var filters = entries(event, window)
                .orElseGet(() -> List.of(
                        TermQueries.term("activity.event", event.event()),
                        range(window).of("activity.at")));
        if (isEver(window) || window instanceof Window.Before) {
            // Older than what is kept in entries: the totals still know that there was one.
            return Bounds.among(totals(event).any());
        }
        return Bounds.among(ActivityQueries.some("activity", filters));
    }

    /** The same for an event whose second is known also when its day is folded: a rolling window begins with its day. */
    private Bounds amongDays(EventFilter event, Window window) {
        return window instanceof Window.LastDuration(var length)
                ? among(event, sinceMidnight(length))
                : among(event, window);
    }

    private Window sinceMidnight(Duration length) {
        return new Window.Since(LocalDate.ofInstant(now.minus(length), zone));
    }

    /** Empty when a test of a property cannot be a query. */
    private Optional<List<Query>> entries(EventFilter event, Window window) {
        var filters = new ArrayList<Query>();
        filters.add(TermQueries.term("activity.event", event.event()));
        filters.add(range(window).of("activity.at"));
        if (window instanceof Window.LastDuration) {
            filters.add(Bounds.negation(TermQueries.term("activity.daily", "true")));
        }
        for (var test : event.where()) {
            var query = TermQueries.of("activity.properties", test.property(), test.test());
            if (query.isEmpty()) {
                return Optional.empty();
            }
            filters.add(query.get());
        }
        return Optional.of(filters);
    }

    private TimeRange range(Window window) {
        return TimeRange.of(window, now, zone);
    }

    static Query atLeast(String field, long least) {
        return Query.of(it ->
                it.range(range -> range.number(number -> number.field(field).gte((double) least))));
    }

    private static boolean isEver(Window window) {
        return window instanceof Window.Ever;
    }
}
