package io.tributary.segment.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a rule that can be read may be saved: bounded in size and reach, and answerable by every engine. */
public final class RuleLimits {

    /** The most nodes of a tree: conditions and property tests. */
    public static final int MAX_NODES = 200;

    /** The deepest nesting of conditions. */
    public static final int MAX_DEPTH = 12;

    /** How many days back a calendar window reaches. */
    public static final int MAX_DAYS = 400;

    /** How far a rolling window reaches. */
    public static final Duration MAX_ROLLING = Duration.ofDays(3);

    /** Says which properties of an event a profile remembers. */
    @FunctionalInterface
    public interface Declared {
        boolean isDeclared(String event, PropertyPath property);
    }

    /** What to do about a rule that is too large. */
    static final String SPLIT = "publish a part of it as a segment, and refer to that";

    private final Declared declared;
    private final @Nullable LocalDate today;
    private final List<RuleError> errors = new ArrayList<>();
    private int nodes;

    private RuleLimits(Declared declared, @Nullable LocalDate today) {
        this.declared = declared;
        this.today = today;
    }

    /** Everything that keeps the rule from being saved; empty when it may. Dates are not compared with today. */
    public static List<RuleError> check(Condition condition) {
        return check(condition, (event, property) -> true, null);
    }

    /** The same, also refusing properties that no profile remembers, and dates farther back than events are kept. */
    public static List<RuleError> check(Condition condition, Declared declared, @Nullable LocalDate today) {
        var limits = new RuleLimits(declared, today);
        limits.visit(condition, "", 1);
        if (limits.nodes > MAX_NODES) {
            limits.wrong(
                    "",
                    "too-many-nodes",
                    "a rule has at most " + MAX_NODES + " nodes, this one " + limits.nodes,
                    SPLIT);
        }
        return List.copyOf(limits.errors);
    }

    /** Conditions and property tests; those nested deeper than allowed are not counted. */
    static int nodes(Condition condition) {
        var limits = new RuleLimits((event, property) -> true, null);
        limits.visit(condition, "", 1);
        return limits.nodes;
    }

    private void visit(Condition condition, String pointer, int depth) {
        nodes++;
        if (depth > MAX_DEPTH) {
            wrong(pointer, "too-deep", "a rule is at most " + MAX_DEPTH + " levels deep", SPLIT);
            return;
        }
        switch (condition) {
            case Condition.All(var parts) -> visitAll(parts, pointer + "/all/", depth);
            case Condition.Any(var parts) -> visitAll(parts, pointer + "/any/", depth);
            case Condition.Not(var part) -> visit(part, pointer + "/not", depth + 1);
            case Condition.TraitMoving(var trait, var direction, var span) -> moving(span, pointer);
            case Condition.EventMeasure leaf -> {
                filter(leaf.event(), pointer);
                measured(leaf, pointer);
                window(leaf.window(), pointer);
            }
            case Condition.FirstEvent(var event, var window) -> edge(event, window, pointer);
            case Condition.LatestEvent(var event, var window) -> edge(event, window, pointer);
            case Condition.Sequence leaf -> sequence(leaf, pointer);
            case Condition.NotFollowedBy leaf -> notFollowedBy(leaf, pointer);
            case Condition.ScoreTest leaf -> {}
            case Condition.TraitTest leaf -> {}
            case Condition.TraitAge leaf -> {}
            case Condition.SegmentRef leaf -> {}
            case Condition.ConsentTest leaf -> {}
            case Condition.HasIdentifier leaf -> {}
            case Condition.ReachableBy leaf -> {}
        }
    }

    private void visitAll(List<Condition> parts, String pointer, int depth) {
        for (int i = 0; i < parts.size(); i++) {
            visit(parts.get(i), pointer + i, depth + 1);
        }
    }

    private void moving(Span span, String pointer) {
        if (span.amount() < 1 || span.elapsed().compareTo(Duration.ofDays(3_660)) > 0) {
            wrong(
                    pointer + "/value",
                    "span-length",
                    "the span of a date trait is 1 minute to 3660 days",
                    "for example 30 days");
        }
    }

    private void edge(EventFilter event, Window window, String pointer) {
        filter(event, pointer);
        window(window, pointer);
    }

    private void measured(Condition.EventMeasure leaf, String pointer) {
        var property = switch (leaf.measure()) {
            case Measure.Count() -> null;
            case Measure.Days() -> null;
            case Measure.Sum(var path) -> path;
            case Measure.Avg(var path) -> path;
            case Measure.Min(var path) -> path;
            case Measure.Max(var path) -> path;
            case Measure.Distinct(var path) -> path;
        };
        if (property != null) {
            declared(leaf.event().event(), property, pointer + "/measure");
        }
    }

    private void sequence(Condition.Sequence leaf, String pointer) {
        leaf.steps().forEach(it -> filter(it, pointer));
        var same = leaf.same();
        if (same != null) {
            leaf.steps().forEach(it -> declared(it.event(), same, pointer + "/same"));
        }
        if (leaf.steps().size() > 10) {
            wrong(
                    pointer + "/sequence",
                    "too-many-steps",
                    "a sequence has at most 10 steps",
                    "leave out the steps that matter least");
        }
        within(leaf.within(), pointer);
        window(leaf.window(), pointer);
    }

    private void notFollowedBy(Condition.NotFollowedBy leaf, String pointer) {
        filter(leaf.first(), pointer);
        filter(leaf.then(), pointer);
        if (leaf.within().compareTo(reach(leaf.window()).plusDays(1)) >= 0) {
            wrong(
                    pointer + "/within",
                    "never-true",
                    "the window ends before the waiting time does",
                    "a window that is longer than \"within\"");
        }
        within(leaf.within(), pointer);
        window(leaf.window(), pointer);
    }

    private void within(Duration within, String pointer) {
        if (within.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            wrong(
                    pointer + "/within",
                    "span-length",
                    "steps lie at most " + MAX_DAYS + " days apart",
                    "for example within 30 days");
        }
    }

    /** How far the window reaches back from its day's midnight (calendar) or from now (rolling). */
    private static Duration reach(Window window) {
        return switch (window) {
            case Window.LastDays(var days) -> Duration.ofDays(days - 1L);
            case Window.LastDuration(var length) -> length;
            case Window.Between(var from, var to) -> Duration.ofDays(from);
            case Window.Since since -> Duration.ofDays(MAX_DAYS);
            case Window.Before before -> Duration.ofDays(MAX_DAYS);
            case Window.Ever ever -> Duration.ofDays(MAX_DAYS);
        };
    }

    private void window(Window window, String pointer) {
        var at = pointer + "/window";
        switch (window) {
            case Window.LastDays(var days) -> days(days, 1, at);
            case Window.LastDuration(var length) -> {
                if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(MAX_ROLLING) > 0) {
                    wrong(
                            at,
                            "window-length",
                            "a rolling window is 1 minute to 72 hours",
                            "days beyond, for example in last 4 days");
                }
            }
            case Window.Between(var from, var to) -> {
                days(from, 1, at);
                if (to < 0 || to >= from) {
                    wrong(
                            at,
                            "window-order",
                            "\"from\" lies further back than \"to\"",
                            "for example between 90 and 30 days ago");
                }
            }
            case Window.Since(var date) -> {
                if (today != null && date.isBefore(today.minusDays(MAX_DAYS))) {
                    wrong(
                            at,
                            "window-length",
                            "a date lies at most " + MAX_DAYS + " days back",
                            "ever, for as long as events are kept");
                }
            }
            case Window.Before before -> {}
            case Window.Ever ever -> {}
        }
    }

    private void days(int days, int least, String pointer) {
        if (days < least || days > MAX_DAYS) {
            wrong(
                    pointer,
                    "window-length",
                    "a calendar window is " + least + " to " + MAX_DAYS + " days",
                    "for example in last 30 days");
        }
    }

    private void filter(EventFilter filter, String pointer) {
        for (int i = 0; i < filter.where().size(); i++) {
            nodes++;
            declared(filter.event(), filter.where().get(i).property(), pointer + "/where/" + i);
        }
    }

    private void declared(String event, PropertyPath property, String pointer) {
        if (!declared.isDeclared(event, property)) {
            wrong(
                    pointer,
                    "undeclared-property",
                    "\"" + property + "\" of \"" + event + "\" is not remembered",
                    "a property that the catalogue names");
        }
    }

    private void wrong(String pointer, String rule, String message, String hint) {
        errors.add(RuleError.at(pointer, rule, message, hint));
    }
}
