package io.tributary.segment.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures with names, by which rules compare them as if they were traits. A name means its measure, whatever a source says
 * under the same name, so that engines know comparisons of measures only.
 *
 * @param retired names that stood for a measure once and stand for nothing any more
 */
public record NamedFigures(Map<String, Figure> figures, Set<String> retired) {

    /** No names at all. */
    public static final NamedFigures NONE = new NamedFigures(Map.of(), Set.of());

    private static final String COMPARISONS = "=, !=, >, >=, <, <=, in and not in with numbers, exists, is missing";

    public NamedFigures {
        figures = Map.copyOf(figures);
        retired = Set.copyOf(retired);
    }

    /** What a rule means: every test of a name as comparisons of its measure. A test that compares no numbers stays. */
    public Condition meaning(Condition written) {
        return isEmpty() ? written : Canonical.of(expanded(written));
    }

    /** Everything that is wrong with a rule because of the names in it; empty when it may be saved. */
    public List<RuleError> misused(Condition written) {
        var errors = new ArrayList<RuleError>();
        check(written, "", errors);
        var meaning = meaning(written);
        return !errors.isEmpty() || meaning.equals(written) ? List.copyOf(errors) : RuleLimits.check(meaning);
    }

    /** The names of traits, of sources or of measures, that a rule tests. */
    public static Set<String> in(Condition rule) {
        var names = new TreeSet<String>();
        collect(rule, names);
        return names;
    }

    private boolean isEmpty() {
        return figures.isEmpty() && retired.isEmpty();
    }

    private Condition expanded(Condition rule) {
        return switch (rule) {
            case Condition.All(var parts) ->
                new Condition.All(parts.stream().map(this::expanded).toList());
            case Condition.Any(var parts) ->
                new Condition.Any(parts.stream().map(this::expanded).toList());
            case Condition.Not(var part) -> new Condition.Not(expanded(part));
            case Condition.TraitTest(var trait, var test) -> {
                var figure = figures.get(trait.text());
                yield figure == null || !isComparison(test) ? rule : comparison(figure, test);
            }
            case Condition.TraitMoving _, Condition.TraitAge _ -> rule;
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> rule;
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> rule;
            case Condition.ScoreTest _, Condition.ConsentTest _ -> rule;
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> rule;
        };
    }

    private static Condition comparison(Figure figure, Test test) {
        return switch (test.op()) {
            case EQ, NE, GT, GTE, LT, LTE -> figure.compared(test.op(), number(Objects.requireNonNull(test.operand())));
            case IN -> new Condition.Any(each(figure, Operator.EQ, test));
            case NOT_IN -> new Condition.All(each(figure, Operator.NE, test));
            case EXISTS -> exists(figure);
            case MISSING -> new Condition.Not(exists(figure));
            case CONTAINS, STARTS_WITH, BEFORE, AFTER ->
                throw new IllegalArgumentException(test.op().json() + " does not compare numbers");
        };
    }

    private static List<Condition> each(Figure figure, Operator op, Test test) {
        return Objects.requireNonNull(test.operand()).each().stream()
                .<Condition>map(it -> figure.compared(op, number(it)))
                .toList();
    }

    /** There is a number exactly where it lies on one side of zero or the other. */
    private static Condition exists(Figure figure) {
        return new Condition.Any(List.of(figure.compared(Operator.GTE, 0), figure.compared(Operator.LT, 0)));
    }

    private static double number(Value value) {
        return ((Value.Numeric) value).number();
    }

    private static boolean isComparison(Test test) {
        return switch (test.op()) {
            case EQ, NE, GT, GTE, LT, LTE, IN, NOT_IN ->
                Objects.requireNonNull(test.operand()).each().stream().allMatch(Value.Numeric.class::isInstance);
            case EXISTS, MISSING -> true;
            case CONTAINS, STARTS_WITH, BEFORE, AFTER -> false;
        };
    }

    private void check(Condition rule, String pointer, List<RuleError> errors) {
        switch (rule) {
            case Condition.All(var parts) -> checkAll(parts, pointer + "/all/", errors);
            case Condition.Any(var parts) -> checkAll(parts, pointer + "/any/", errors);
            case Condition.Not(var part) -> check(part, pointer + "/not", errors);
            case Condition.TraitTest(var trait, var test) -> check(trait.text(), isComparison(test), pointer, errors);
            case Condition.TraitMoving leaf -> check(leaf.trait().text(), false, pointer, errors);
            case Condition.TraitAge leaf -> check(leaf.trait().text(), false, pointer, errors);
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> {}
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> {}
            case Condition.ScoreTest _, Condition.ConsentTest _ -> {}
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> {}
        }
    }

    private void checkAll(List<Condition> parts, String pointer, List<RuleError> errors) {
        for (int i = 0; i < parts.size(); i++) {
            check(parts.get(i), pointer + i, errors);
        }
    }

    private void check(String name, boolean comparesNumbers, String pointer, List<RuleError> errors) {
        if (retired.contains(name)) {
            errors.add(RuleError.at(
                    pointer,
                    "retired-trait",
                    "the computed trait \"" + name + "\" is retired",
                    "write its measure out"));
        } else if (figures.containsKey(name) && !comparesNumbers) {
            errors.add(RuleError.at(
                    pointer, "operand-type", "the computed trait \"" + name + "\" is a number", COMPARISONS));
        }
    }

    private static void collect(Condition rule, Set<String> names) {
        switch (rule) {
            case Condition.All(var parts) -> parts.forEach(it -> collect(it, names));
            case Condition.Any(var parts) -> parts.forEach(it -> collect(it, names));
            case Condition.Not(var part) -> collect(part, names);
            case Condition.TraitTest leaf -> names.add(leaf.trait().text());
            case Condition.TraitMoving leaf -> names.add(leaf.trait().text());
            case Condition.TraitAge leaf -> names.add(leaf.trait().text());
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> {}
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> {}
            case Condition.ScoreTest _, Condition.ConsentTest _ -> {}
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> {}
        }
    }
}
