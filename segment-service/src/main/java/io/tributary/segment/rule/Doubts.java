package io.tributary.segment.rule;

import io.tributary.segment.rule.Vocabulary.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a rule the traffic has never shown: probably a misspelling, perhaps an event to come. A rule with doubts may be
 * saved.
 */
public final class Doubts {

    private static final Set<String> SINGLE = Set.of("string", "number", "boolean");

    private final Vocabulary vocabulary;
    private final List<RuleError> doubts = new ArrayList<>();

    private Doubts(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * In the order of the rule: {@code unknown-event}, {@code unknown-property}, {@code unknown-trait} with the nearest known
     * name as the hint, and {@code other-type} where a comparison was false for every value so far.
     */
    public static List<RuleError> of(Condition rule, Vocabulary vocabulary) {
        var doubts = new Doubts(vocabulary);
        doubts.visit(rule, "");
        return List.copyOf(doubts.doubts);
    }

    private void visit(Condition rule, String pointer) {
        switch (rule) {
            case Condition.All(var parts) -> visitAll(parts, pointer + "/all/");
            case Condition.Any(var parts) -> visitAll(parts, pointer + "/any/");
            case Condition.Not(var part) -> visit(part, pointer + "/not");
            case Condition.TraitTest(var trait, var test) -> trait(trait.text(), test, pointer);
            case Condition.TraitMoving leaf -> trait(leaf.trait().text(), null, pointer);
            case Condition.TraitAge leaf -> trait(leaf.trait().text(), null, pointer);
            case Condition.EventMeasure leaf -> {
                event(leaf.event(), pointer);
                measured(leaf.event().event(), leaf.measure(), pointer + "/measure");
            }
            case Condition.FirstEvent leaf -> event(leaf.event(), pointer);
            case Condition.LatestEvent leaf -> event(leaf.event(), pointer);
            case Condition.Sequence leaf -> sequence(leaf, pointer);
            case Condition.NotFollowedBy leaf -> {
                event(leaf.first(), pointer);
                event(leaf.then(), pointer + "/notFollowedBy");
            }
            case Condition.ScoreTest leaf -> doubts.add(scored(leaf, pointer));
            case Condition.SegmentRef _, Condition.ConsentTest _ -> {}
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> {}
        }
    }

    private static RuleError scored(Condition.ScoreTest leaf, String pointer) {
        return RuleError.at(
                pointer,
                "unknown-score",
                "no part of this installation computes scores: who was not given \"" + leaf.name()
                        + "\" from outside is not in",
                "compare what events or traits say");
    }

    private void visitAll(List<Condition> parts, String pointer) {
        for (int i = 0; i < parts.size(); i++) {
            visit(parts.get(i), pointer + i);
        }
    }

    private void sequence(Condition.Sequence leaf, String pointer) {
        for (int i = 0; i < leaf.steps().size(); i++) {
            event(leaf.steps().get(i), pointer + "/sequence/" + i);
        }
        var same = leaf.same();
        if (same != null) {
            leaf.steps().stream()
                    .map(EventFilter::event)
                    .distinct()
                    .forEach(it -> property(it, same, null, pointer + "/same"));
        }
    }

    private void event(EventFilter filter, String pointer) {
        known(
                vocabulary.events(),
                filter.event(),
                "event",
                "no event \"" + filter.event() + "\" has come yet",
                pointer);
        for (int i = 0; i < filter.where().size(); i++) {
            var where = filter.where().get(i);
            property(filter.event(), where.property(), where.test(), pointer + "/where/" + i);
        }
    }

    private void measured(String event, Measure measure, String pointer) {
        switch (measure) {
            case Measure.Count(), Measure.Days() -> {}
            case Measure.Distinct(var property) -> property(event, property, null, pointer);
            case Measure.Sum(var property) -> number(event, property, pointer);
            case Measure.Avg(var property) -> number(event, property, pointer);
            case Measure.Min(var property) -> number(event, property, pointer);
            case Measure.Max(var property) -> number(event, property, pointer);
        }
    }

    private void number(String event, PropertyPath property, String pointer) {
        property(event, property, new Test(Operator.GT, new Value.Numeric(0)), pointer);
    }

    private void property(String event, PropertyPath property, @Nullable Test test, String pointer) {
        // What an event is worth, whichever property says it.
        if (!property.text().equals("value")) {
            var names = vocabulary.properties().getOrDefault(event, Names.UNKNOWN);
            var message = "no \"" + event + "\" has had \"" + property + "\" yet";
            known(names, property.text(), "property", message, pointer);
            compared(names, property.text(), test, pointer);
        }
    }

    private void trait(String name, @Nullable Test test, String pointer) {
        known(vocabulary.traits(), name, "trait", "nobody has a trait \"" + name + "\" yet", pointer);
        compared(vocabulary.traits(), name, test, pointer);
    }

    private void known(Names names, String name, String what, String message, String pointer) {
        if (names.complete() && !names.known().containsKey(name)) {
            doubts.add(RuleError.at(
                    pointer,
                    "unknown-" + what,
                    message,
                    Objects.requireNonNullElse(
                            Spelling.guess(name, names.known().keySet()), "look in the catalogue of " + plural(what))));
        }
    }

    private static String plural(String what) {
        return what.equals("property") ? "properties" : what + "s";
    }

    /** Order, equality and containment compare values of one kind only. */
    private void compared(Names names, String name, @Nullable Test test, String pointer) {
        var known = names.known().get(name);
        var operand = test == null ? null : test.operand();
        if (known == null || operand == null || known.kinds().isEmpty() || !SINGLE.containsAll(known.kinds())) {
            return;
        }
        if (operand.each().stream().map(Value::kind).noneMatch(known.kinds()::contains)) {
            doubts.add(RuleError.at(
                    pointer,
                    "other-type",
                    "so far \"" + name + "\" was always a "
                            + String.join(
                                    " or ", known.kinds().stream().sorted().toList())
                            + ", so this is false",
                    "a value of the other kind"));
        }
    }
}
