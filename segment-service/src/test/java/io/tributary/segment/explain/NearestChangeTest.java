package io.tributary.segment.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.membership.NaiveEvaluator;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.Value;
import io.tributary.segment.rule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Does what explanations propose, to raw histories that the naive reading judges: over random rules, people and instants.
 */
class NearestChangeTest {

    private static final int RULES = 2_000;

    /** How often nodes of a kind were flipped by a change, only by time, or by nothing. */
    private static final class Tally {
        private final Map<String, int[]> kinds = new TreeMap<>();

        void count(Condition rule, Explanation node) {
            int way = change(node).isPresent() ? 0 : node.until() != null ? 1 : 2;
            kinds.computeIfAbsent(kind(rule), it -> new int[3])[way]++;
        }

        private static String kind(Condition rule) {
            return rule instanceof Condition.EventMeasure leaf
                    ? leaf.measure().getClass().getSimpleName()
                    : rule.getClass().getSimpleName();
        }

        int changed(String kind) {
            return kinds.getOrDefault(kind, new int[3])[0];
        }

        @Override
        public String toString() {
            var text = new StringBuilder("flipped by a change, only by time, by nothing:");
            kinds.forEach((kind, ways) -> text.append(" %s %d/%d/%d".formatted(kind, ways[0], ways[1], ways[2])));
            return text.toString();
        }
    }

    private static Optional<Change> change(Explanation node) {
        return node.ways().stream()
                .flatMap(it -> it instanceof Way.ByChange(var change) ? Stream.of(change) : Stream.empty())
                .findFirst();
    }

    @Test
    void flipsWhatItSaysAndNothingSmallerDoes() {
        var tally = new Tally();
        int gaveUp = 0;
        for (int seed = 0; seed < RULES; seed++) {
            var explained = Explained.of(seed);
            gaveUp += new Trial(explained.world(), explained.now(), explained.as(), explained.random())
                    .check(explained.rule(), explained.explanation(), tally);
        }

        assertThat(gaveUp).as("nodes with more to try").isLessThan(RULES / 50);
        for (var kind : List.of(
                "Count",
                "Sum",
                "Avg",
                "Min",
                "Max",
                "Distinct",
                "Days",
                "FirstEvent",
                "LatestEvent",
                "Sequence",
                "NotFollowedBy",
                "TraitTest",
                "TraitMoving",
                "TraitAge",
                "ScoreTest",
                "ConsentTest",
                "HasIdentifier",
                "ReachableBy",
                "SegmentRef")) {
            assertThat(tally.changed(kind)).as("%s: %s", kind, tally).isGreaterThan(10);
        }
        for (var kind : List.of("All", "Any", "Not")) {
            assertThat(tally.changed(kind)).as("%s: %s", kind, tally).isGreaterThan(50);
        }
    }

    /** Checks the nodes of one explanation. */
    private record Trial(World world, Instant now, String of, Random random) {

        int check(Condition rule, Explanation node, Tally tally) {
            tally.count(rule, node);
            var as = of + ", node " + node.text();
            assertThat(node.holds()).as(as).isEqualTo(world.holds(rule, now));
            staysSo(rule, node, as);
            var change = change(node);
            if (change.isPresent()) {
                flips(rule, node, change.get(), as + ", change " + change.get());
            } else if (!node.gaveUp() && node.parts().isEmpty()) {
                nothingFlips(rule, node, as);
            }
            int gaveUp = node.gaveUp() ? 1 : 0;
            var parts = Explained.parts(rule);
            for (int i = 0; i < parts.size(); i++) {
                gaveUp += check(parts.get(i), node.parts().get(i), tally);
            }
            return gaveUp;
        }

        /** From {@code since} to {@code until} it is what it is, and no longer. */
        private void staysSo(Condition rule, Explanation node, String as) {
            if (node.until() != null) {
                assertThat(node.ways()).as(as).contains(new Way.ByTime(node.until()));
                assertThat(world.holds(rule, node.until().minusMillis(1)))
                        .as(as)
                        .isEqualTo(node.holds());
                assertThat(world.holds(rule, node.until())).as(as).isNotEqualTo(node.holds());
            }
        }

        private void flips(Condition rule, Explanation node, Change change, String as) {
            var at = change.at();
            assertThat(world.holds(rule, at)).as("%s, without it", as).isEqualTo(node.holds());
            assertThat(world.after(change.steps(), change.from()).holds(rule, at))
                    .as(as)
                    .isNotEqualTo(node.holds());
            for (var smaller : smaller(change.steps())) {
                assertThat(world.after(smaller, change.from()).holds(rule, at))
                        .as("%s, smaller %s", as, smaller)
                        .isEqualTo(node.holds());
            }
            if (node.parts().isEmpty() && change.steps().size() == 1) {
                nearer(rule, change.steps().getFirst())
                        .forEach(step -> assertThat(world.after(List.of(step), change.from())
                                        .holds(rule, at))
                                .as("%s, nearer %s", as, step)
                                .isEqualTo(node.holds()));
            }
            boolean arrays = rule instanceof Condition.EventMeasure leaf && leaf.measure() instanceof Measure.Distinct;
            if (node.parts().isEmpty()
                    && change.steps().stream().mapToInt(Step::size).sum() > 1
                    && !arrays) {
                nothingFlips(rule, node, as);
            }
            var lag = Duration.between(change.from(), at);
            // With other parts it may be in time and yet take longer than at first.
            boolean takesTime =
                    Stream.of(" then not ", " between ", "segment(", "days(").anyMatch(node.text()::contains);
            if (!takesTime) {
                inTime(rule, node, change, lag, as);
            }
        }

        /** Begun at any instant before the last, it flips the node; begun then, it does not. */
        private void inTime(Condition rule, Explanation node, Change change, Duration lag, String as) {
            var before = change.before();
            long end = before == null ? change.from().getEpochSecond() + 86_400L * 300 : before.getEpochSecond() - 1;
            if (end > change.from().getEpochSecond()) {
                long some = change.from().getEpochSecond()
                        + (long) (random.nextDouble() * (end - change.from().getEpochSecond()));
                for (long second : List.of(some, end)) {
                    var begun = Instant.ofEpochSecond(second);
                    assertThat(world.after(change.steps(), begun).holds(rule, begun.plus(lag)))
                            .as("%s, begun at %s", as, begun)
                            .isNotEqualTo(node.holds());
                }
            }
            if (before != null) {
                boolean byItself = world.holds(rule, before.plus(lag)) != node.holds();
                boolean flipped = world.after(change.steps(), before).holds(rule, before.plus(lag)) != node.holds();
                assertThat(byItself || !flipped).as("%s, begun too late", as).isTrue();
            }
        }

        /** Without a step, and with one event less. */
        private static List<List<Step>> smaller(List<Step> steps) {
            var smaller = new ArrayList<List<Step>>();
            for (int i = 0; i < steps.size(); i++) {
                var without = new ArrayList<>(steps);
                without.remove(i);
                smaller.add(without);
                if (steps.get(i) instanceof Step.Happens event && event.times() > 1) {
                    var fewer = new ArrayList<>(steps);
                    fewer.set(i, event.times(event.times() - 1));
                    smaller.add(fewer);
                }
            }
            return smaller;
        }

        /** With a number or an instant that is the least bit nearer to what it is now. */
        private List<Step> nearer(Condition leaf, Step step) {
            return switch (step) {
                case Step.Happens event
                when leaf instanceof Condition.EventMeasure measure && event.times() == 1 -> nearer(measure, event);
                case Step.TraitBecomes(var name, var value, var words)
                when value != null && world.person().traits().get(name) != null ->
                    nearer(leaf, name, value, world.person().traits().getOrDefault(name, value));
                case Step.ScoreBecomes(var name, var number, var words)
                when world.person().scores().containsKey(name) ->
                    List.of(new Step.ScoreBecomes(
                            name,
                            // Not minus nothing, which no rule tells from nothing.
                            Math.nextAfter(number, world.person().scores().getOrDefault(name, 0.0)) + 0.0,
                            ""));
                case Step.Happens _, Step.TraitBecomes _, Step.ScoreBecomes _ -> List.of();
                case Step.ConsentBecomes _, Step.IdentifierBecomes _, Step.ReachBecomes _ -> List.of();
            };
        }

        private List<Step> nearer(Condition leaf, String name, Value value, Value known) {
            if (value instanceof Value.Numeric(var number) && known instanceof Value.Numeric(var is)) {
                return List.of(new Step.TraitBecomes(name, new Value.Numeric(Math.nextAfter(number, is)), ""));
            }
            if (value instanceof Value.Text(var text) && known instanceof Value.Text(var is)) {
                return switch (leaf) {
                    case Condition.TraitMoving _ -> {
                        var at = Instant.parse(text);
                        long towards =
                                Long.signum(Duration.between(at, instant(is)).toSeconds());
                        yield List.of(new Step.TraitBecomes(
                                name, new Value.Text(at.plusSeconds(towards).toString()), ""));
                    }
                    case Condition.TraitAge _ -> {
                        var born = LocalDate.parse(text);
                        int towards = Integer.signum(
                                LocalDate.ofInstant(instant(is), world.zone()).compareTo(born));
                        yield List.of(new Step.TraitBecomes(
                                name, new Value.Text(born.plusDays(towards).toString()), ""));
                    }
                    default -> List.of();
                };
            }
            return List.of();
        }

        private Instant instant(String text) {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(world.zone()).toInstant();
        }

        /**
         * A sum is nearer by a hundredth towards nothing, a mean by one towards what it is, an extreme by the last bit towards
         * what it is. Where nothing was measured, or a filter has its say, there is no telling.
         */
        private List<Step> nearer(Condition.EventMeasure leaf, Step.Happens event) {
            var property = switch (leaf.measure()) {
                case Measure.Sum(var path) -> path.text();
                case Measure.Avg(var path) -> path.text();
                case Measure.Min(var path) -> path.text();
                case Measure.Max(var path) -> path.text();
                case Measure.Count _, Measure.Days _, Measure.Distinct _ -> "";
            };
            var values = event.properties().getOrDefault(property, List.of());
            var measured = new NaiveEvaluator(
                            world.history(), world.person(), world.rules(), world.zone(), now.toEpochMilli())
                    .number(leaf.event(), leaf.measure(), leaf.window());
            if (!(values.size() == 1 && values.getFirst() instanceof Value.Numeric(var number))
                    || !leaf.event().where().isEmpty()
                    || leaf.window() instanceof Window.Between
                    || measured.isEmpty()) {
                return List.of();
            }
            double is = measured.getAsDouble();
            double nearer = switch (leaf.measure()) {
                case Measure.Sum _ -> (Math.rint(number * 100) - Math.signum(number)) / 100;
                case Measure.Avg _ -> (Math.rint(number * 100) + Math.signum(is - number)) / 100;
                case Measure.Min _, Measure.Max _ -> Math.nextAfter(number, is) + 0.0;
                case Measure.Count _, Measure.Days _, Measure.Distinct _ -> number;
            };
            var properties = new TreeMap<>(event.properties());
            properties.put(property, List.of(new Value.Numeric(nearer)));
            return List.of(new Step.Happens(event.asked(), properties, "", 1, 0, 0));
        }

        /** Amounts below zero are not proposed to everybody. */
        private static boolean adds(Condition leaf) {
            return leaf instanceof Condition.EventMeasure measure
                    && (measure.measure() instanceof Measure.Sum || measure.measure() instanceof Measure.Avg);
        }

        /** No single event, trait, answer or score of many kinds does either, at once. */
        private void nothingFlips(Condition leaf, Explanation node, String as) {
            long second = now.getEpochSecond() + 1;
            var at = Instant.ofEpochSecond(second);
            if (world.holds(leaf, at) != node.holds()) {
                return;
            }
            for (var step : STATEMENTS) {
                assertThat(world.after(List.of(step), at).holds(leaf, at))
                        .as("%s, %s", as, step)
                        .isEqualTo(node.holds());
            }
            for (var event : RandomRules.EVENTS) {
                for (var properties : adds(leaf) ? NO_REFUNDS : SOME) {
                    assertThat(world.happening(event, second, properties).holds(leaf, at))
                            .as("%s, one %s %s", as, event, properties)
                            .isEqualTo(node.holds());
                }
            }
        }
    }

    /** What else may be said of a person. */
    private static final List<Step> STATEMENTS = statements();

    private static List<Step> statements() {
        var statements = new ArrayList<Step>();
        for (var trait : List.of("country", "plan", "visits", "tags", "in", "first name")) {
            for (var value : List.of(
                    new Value.Text("DE"),
                    new Value.Text("pro"),
                    new Value.Text("x"),
                    new Value.Numeric(-5),
                    new Value.Numeric(1),
                    new Value.Numeric(30),
                    new Value.Bool(true),
                    new Value.Bool(false),
                    new Value.Text("2001-01-01"),
                    new Value.Text("2040-01-01"))) {
                statements.add(new Step.TraitBecomes(trait, value, ""));
            }
            statements.add(new Step.TraitBecomes(trait, null, ""));
        }
        for (boolean so : List.of(true, false)) {
            statements.add(new Step.ConsentBecomes("email_marketing", so));
            statements.add(new Step.ConsentBecomes("ads & more", so));
            for (var name : List.of("email", "phone", "sms")) {
                statements.add(new Step.IdentifierBecomes(name, so));
                statements.add(new Step.ReachBecomes(name, so));
            }
        }
        for (var score : RandomRules.SCORES) {
            for (double value : new double[] {-1, 0, 0.2, 0.5, 0.7, 120, 121}) {
                statements.add(new Step.ScoreBecomes(score, value, ""));
            }
        }
        return statements;
    }

    /** What events of the history may carry. */
    private static final List<Map<String, List<Value>>> SOME = some(-100, -5, 0, 1, 2, 19.99, 30, 1_000);

    private static final List<Map<String, List<Value>>> NO_REFUNDS = some(0, 1, 2, 19.99, 30, 1_000);

    private static List<Map<String, List<Value>>> some(double... numbers) {
        var some = new ArrayList<Map<String, List<Value>>>();
        some.add(Map.of());
        for (double number : numbers) {
            for (var category : RandomRules.CATEGORIES) {
                some.add(Map.of(
                        "revenue", List.of(new Value.Numeric(number)),
                        "quantity", List.of(new Value.Numeric(number)),
                        "category", List.of(new Value.Text(category)),
                        "products.sku", List.of(new Value.Text(category), new Value.Numeric(number))));
            }
        }
        return some;
    }
}
