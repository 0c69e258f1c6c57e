package io.tributary.segment;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Direction;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.PropertyTest;
import io.tributary.segment.rule.Span;
import io.tributary.segment.rule.Test;
import io.tributary.segment.rule.Value;
import io.tributary.segment.rule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws lives and rules that are about the same few things, so that most rules part the people. */
final class RuleLottery {

    private static final List<String> EVENTS = List.of("Order Completed", "Product Viewed");
    private static final List<String> CATEGORIES = List.of("running", "yoga", "Cafe\u0301", "chess*");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "D", "österreich");

    private static final List<String> DATES = List.of("1990-01-01", "2001-06-15", "2026-11-20", "2026-12-01");

    private static final List<Double> SCORES = List.of(0.1, 0.5, 0.7, 40.0);

    private final Random random;

    RuleLottery(Random random) {
        this.random = random;
    }

    void live(Traffic traffic, String profileId, Instant now) {
        if (random.nextInt(5) > 0) {
            traffic.identify(profileId, now.minusSeconds(5), traits(now));
        }
        if (random.nextBoolean()) {
            traffic.consent(profileId, "email_marketing", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            traffic.reachableByMail(profileId, random.nextBoolean());
        }
        if (random.nextBoolean()) {
            traffic.score(profileId, "churn", one(SCORES));
        }
        for (int events = random.nextInt(8); events >= 0; events--) {
            var at = random.nextBoolean()
                    ? now.minusSeconds(1 + random.nextInt(4 * 86_400))
                    : now.minus(random.nextInt(200), ChronoUnit.DAYS).minusSeconds(random.nextInt(86_400));
            var amount = (random.nextInt(40_000) - 5_000) / 100.0;
            traffic.track(
                    profileId,
                    one(EVENTS),
                    at,
                    "{\"revenue\":%s,\"category\":\"%s\",\"quantity\":%d}"
                            .formatted(amount, one(CATEGORIES), random.nextInt(5)));
        }
    }

    private String traits(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(random.nextInt(60) - 20);
        return switch (random.nextInt(4)) {
            case 0 -> "{\"country\":\"%s\",\"level\":%d}".formatted(one(COUNTRIES), random.nextInt(6) - 2);
            case 1 -> "{\"country\":%d,\"vip\":%s}".formatted(random.nextInt(3), random.nextBoolean());
            case 2 -> "{\"tags\":[\"%s\",\"%s\"],\"seen\":\"%s\"}".formatted(one(CATEGORIES), one(CATEGORIES), day);
            default ->
                "{\"country\":\"%s\",\"born\":\"%s\"}".formatted(one(COUNTRIES), day.minusYears(random.nextInt(60)));
        };
    }

    Condition rule(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.All(parts(depth));
            case 1 -> new Condition.Any(parts(depth));
            default -> new Condition.Not(rule(depth - 1));
        };
    }

    private List<Condition> parts(int depth) {
        return IntStream.range(0, 2).mapToObj(it -> rule(depth - 1)).toList();
    }

    private Condition leaf() {
        return switch (random.nextInt(13)) {
            case 0, 1 ->
                new Condition.TraitTest(
                        new PropertyPath(one(List.of("country", "level", "tags", "vip", "seen", "born"))), test());
            case 2 ->
                new Condition.TraitMoving(
                        new PropertyPath("seen"),
                        one(List.of(Direction.IN_LAST, Direction.IN_NEXT)),
                        new Span(1 + random.nextInt(20), Span.Unit.DAYS));
            case 3 -> new Condition.TraitAge(new PropertyPath("born"), one(Operator.COMPARING), random.nextInt(50));
            case 4 -> new Condition.FirstEvent(event(), window());
            case 5 -> new Condition.LatestEvent(event(), window());
            case 6 -> new Condition.Sequence(List.of(event(), event()), within(), same(), window());
            case 7 -> new Condition.NotFollowedBy(event(), event(), within(), window());
            case 8 -> new Condition.ScoreTest("churn", one(Operator.COMPARING), one(SCORES));
            case 9 -> ofContact();
            default -> measure();
        };
    }

    private Condition ofContact() {
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.ConsentTest("email_marketing", random.nextBoolean());
            case 1 -> new Condition.HasIdentifier("email");
            default -> new Condition.ReachableBy("email");
        };
    }

    private Duration within() {
        return one(List.of(Duration.ofHours(3), Duration.ofDays(2), Duration.ofDays(30), Duration.ofDays(150)));
    }

    private @Nullable PropertyPath same() {
        return random.nextInt(3) == 0 ? new PropertyPath("category") : null;
    }

    private Condition measure() {
        var property = new PropertyPath("revenue");
        var measure = one(List.<Measure>of(
                new Measure.Count(),
                new Measure.Count(),
                new Measure.Sum(property),
                new Measure.Sum(property),
                new Measure.Avg(property),
                new Measure.Min(property),
                new Measure.Max(property),
                new Measure.Distinct(new PropertyPath("category")),
                new Measure.Days()));
        double bound = measure instanceof Measure.Sum || measure instanceof Measure.Avg
                ? random.nextInt(600) - 50
                : random.nextInt(5);
        return new Condition.EventMeasure(event(), measure, one(Operator.COMPARING), bound, window());
    }

    private EventFilter event() {
        return random.nextInt(3) > 0
                ? EventFilter.named(one(EVENTS))
                : new EventFilter(
                        one(EVENTS),
                        List.of(new PropertyTest(new PropertyPath(one(List.of("category", "quantity"))), test())));
    }

    private Test test() {
        var op = one(List.of(
                Operator.EQ,
                Operator.NE,
                Operator.GT,
                Operator.GTE,
                Operator.LT,
                Operator.LTE,
                Operator.BEFORE,
                Operator.AFTER,
                Operator.IN,
                Operator.NOT_IN,
                Operator.CONTAINS,
                Operator.STARTS_WITH,
                Operator.EXISTS,
                Operator.MISSING));
        return switch (op) {
            case EXISTS, MISSING -> new Test(op, null);
            case GT, GTE, LT, LTE -> new Test(op, new Value.Numeric(random.nextInt(5) - 1));
            case BEFORE, AFTER -> new Test(op, new Value.Text(one(DATES)));
            case IN, NOT_IN -> new Test(op, new Value.Many(List.of(value(), value())));
            case CONTAINS, STARTS_WITH -> new Test(op, new Value.Text(one(List.of("D", "é", "ch", "s*", "r", "run"))));
            default -> new Test(op, value());
        };
    }

    private Value value() {
        return switch (random.nextInt(4)) {
            case 0 -> new Value.Text(one(COUNTRIES));
            case 1 -> new Value.Text(one(CATEGORIES));
            case 2 -> new Value.Numeric(random.nextInt(5) - 1);
            default -> new Value.Bool(random.nextBoolean());
        };
    }

    private Window window() {
        return switch (random.nextInt(6)) {
            case 0 -> new Window.LastDays(1 + random.nextInt(100));
            case 1 -> new Window.LastDuration(Duration.ofHours(1 + random.nextInt(72)));
            case 2 -> new Window.Between(20 + random.nextInt(100), random.nextInt(20));
            case 3 -> new Window.Since(LocalDate.now(ZoneOffset.UTC).minusDays(random.nextInt(150)));
            case 4 -> new Window.Before(LocalDate.now(ZoneOffset.UTC).minusDays(random.nextInt(60)));
            default -> new Window.Ever();
        };
    }

    private <T> T one(List<T> many) {
        return many.get(random.nextInt(many.size()));
    }
}
