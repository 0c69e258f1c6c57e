package io.tributary.segment.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rules of every kind, drawn from a seed, over a small vocabulary so that they often concern the same history. */
public final class RandomRules {

    public static final List<String> EVENTS = List.of("Order Completed", "Page Viewed", "Product Viewed");
    public static final List<String> CATEGORIES = List.of("running", "shoes", "\"odd\" \\ name");
    /** Names of scores, and numbers that scores are compared with and may be. */
    public static final List<String> SCORES = List.of("churn", "value");

    public static final List<Double> SCORE_BOUNDS = List.of(0.0, 0.2, 0.7, 120.0);

    private static final List<String> PROPERTIES =
            List.of("revenue", "category", "quantity", "products.sku", "shipped");
    /** When orders may have been shipped: the day that rules ask for, and instants beside its midnight in some zone. */
    public static final List<String> SHIPPED =
            List.of("2026-03-01", "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z", "2026-03-01T00:00:01Z", "2025-12-31");

    private static final List<String> NUMBERS = List.of("revenue", "quantity");
    private static final List<String> TRAITS = List.of("country", "plan", "visits", "tags", "in", "first name");
    private static final List<String> DATES = List.of("birthday", "trialEndsAt", "createdAt");

    private final Random random;
    private final LocalDate today;

    public RandomRules(Random random, LocalDate today) {
        this.random = random;
        this.today = today;
    }

    /** A canonical rule within all limits. */
    public Condition next() {
        Condition rule;
        do {
            rule = Canonical.of(tree(random.nextInt(4)));
        } while (!RuleLimits.check(rule).isEmpty());
        return rule;
    }

    /** A measure within all limits. */
    public Figure figure() {
        return new Figure(filter(), measure(), window());
    }

    /** A test of a trait of any kind. */
    public Test anyTraitTest() {
        return traitTest();
    }

    /** Any canonical tree, also beyond what may be saved. */
    public Condition anyTree() {
        return Canonical.of(tree(random.nextInt(5)));
    }

    private Condition tree(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Condition.All(trees(depth));
            case 2, 3 -> new Condition.Any(trees(depth));
            default -> new Condition.Not(tree(depth - 1));
        };
    }

    private List<Condition> trees(int depth) {
        var parts = new ArrayList<Condition>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            parts.add(tree(random.nextInt(depth)));
        }
        return parts;
    }

    private Condition leaf() {
        return switch (random.nextInt(16)) {
            case 0 -> new Condition.TraitTest(path(TRAITS), traitTest());
            case 1 -> new Condition.TraitMoving(path(DATES), one(Direction.values()), span());
            case 2 -> new Condition.TraitAge(new PropertyPath("birthday"), one(Operator.COMPARING), random.nextInt(60));
            case 3 -> new Condition.FirstEvent(filter(), window());
            case 4 -> new Condition.LatestEvent(filter(), window());
            case 5 -> new Condition.Sequence(steps(), within(), same(), window());
            case 6 -> new Condition.NotFollowedBy(filter(), filter(), within(), window());
            case 7 -> other();
            default -> new Condition.EventMeasure(filter(), measure(), one(Operator.COMPARING), value(), window());
        };
    }

    private Condition other() {
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.SegmentRef(one(List.of("loyal", "lost")));
            case 1 -> new Condition.ConsentTest(one(List.of("email_marketing", "ads & more")), random.nextBoolean());
            case 2 -> new Condition.HasIdentifier(one(List.of("email", "phone")));
            case 3 -> new Condition.ScoreTest(one(SCORES), one(Operator.COMPARING), one(SCORE_BOUNDS));
            default -> new Condition.ReachableBy(one(List.of("email", "sms")));
        };
    }

    private List<EventFilter> steps() {
        var steps = new ArrayList<>(List.of(filter(), filter()));
        if (random.nextInt(4) == 0) {
            steps.add(filter());
        }
        return steps;
    }

    private @Nullable PropertyPath same() {
        return random.nextInt(3) == 0 ? new PropertyPath(one(List.of("category", "products.sku"))) : null;
    }

    private Duration within() {
        return one(List.of(
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(20),
                Duration.ofDays(1),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(300)));
    }

    private Window window() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new Window.LastDays(one(List.of(1, 2, 3, 7, 30, 90, 400)));
            case 3, 4 -> new Window.LastDuration(Duration.ofMinutes(one(List.of(120L, 36 * 60L, 60 * 60L, 72 * 60L))));
            case 5 -> {
                int to = random.nextInt(60);
                yield new Window.Between(to + 1 + random.nextInt(300), to);
            }
            case 6 -> new Window.Since(today.minusDays(random.nextInt(400)));
            case 7 -> new Window.Before(today.minusDays(random.nextInt(60)));
            default -> new Window.Ever();
        };
    }

    private Span span() {
        return switch (random.nextInt(3)) {
            case 0 -> new Span(1 + random.nextInt(48), Span.Unit.HOURS);
            case 1 -> new Span(1 + random.nextInt(90), Span.Unit.MINUTES);
            default -> new Span(1 + random.nextInt(40), Span.Unit.DAYS);
        };
    }

    private Measure measure() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> new Measure.Count();
            case 4 -> new Measure.Days();
            case 5 -> new Measure.Sum(path(NUMBERS));
            case 6 -> new Measure.Avg(path(NUMBERS));
            case 7 -> new Measure.Min(path(NUMBERS));
            case 8 -> new Measure.Max(path(NUMBERS));
            default -> new Measure.Distinct(path(PROPERTIES));
        };
    }

    private double value() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1, 2, 3 -> 1;
            case 4, 5 -> 2;
            case 6 -> 19.99;
            default -> -5;
        };
    }

    private EventFilter filter() {
        var tests = new ArrayList<PropertyTest>();
        for (int i = random.nextInt(5) / 3; i > 0; i--) {
            tests.add(new PropertyTest(path(PROPERTIES), propertyTest()));
        }
        return new EventFilter(one(EVENTS), tests);
    }

    private Test propertyTest() {
        return switch (random.nextInt(8)) {
            case 0 -> new Test(one(List.of(Operator.EXISTS, Operator.MISSING)), null);
            case 1 -> new Test(one(List.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE)), number());
            case 2 ->
                new Test(one(List.of(Operator.IN, Operator.NOT_IN)), new Value.Many(List.of(category(), number())));
            case 3 ->
                new Test(
                        one(List.of(Operator.CONTAINS, Operator.STARTS_WITH)), new Value.Text(one(List.of("s", "ru"))));
            case 4 -> new Test(one(List.of(Operator.EQ, Operator.NE)), number());
            case 5 -> new Test(one(List.of(Operator.BEFORE, Operator.AFTER)), new Value.Text(SHIPPED.getFirst()));
            default -> new Test(one(List.of(Operator.EQ, Operator.NE)), category());
        };
    }

    private Test traitTest() {
        return switch (random.nextInt(7)) {
            case 0 -> new Test(one(List.of(Operator.EXISTS, Operator.MISSING)), null);
            case 1 ->
                new Test(
                        one(List.of(Operator.BEFORE, Operator.AFTER)),
                        new Value.Text(today.minusDays(random.nextInt(40)).toString()));
            case 2 -> new Test(one(List.of(Operator.EQ, Operator.NE)), new Value.Bool(random.nextBoolean()));
            case 3 ->
                new Test(
                        one(List.of(Operator.IN, Operator.NOT_IN)),
                        new Value.Many(List.of(new Value.Text("DE"), new Value.Text("pro"))));
            case 4 -> new Test(one(List.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE)), number());
            case 5 -> new Test(one(List.of(Operator.CONTAINS, Operator.STARTS_WITH)), new Value.Text("D"));
            default -> new Test(one(List.of(Operator.EQ, Operator.NE)), new Value.Text(one(List.of("DE", "pro"))));
        };
    }

    private Value number() {
        return new Value.Numeric(one(List.of(1.0, 2.0, 19.99, -5.0)));
    }

    private Value category() {
        return new Value.Text(one(CATEGORIES));
    }

    private PropertyPath path(List<String> names) {
        return new PropertyPath(one(names));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
