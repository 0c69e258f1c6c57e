package io.tributary.segment.membership;

import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Reach;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.feature.TraitChange;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A person with a history around an instant, drawn from a seed; many events lie on bounds of windows. */
public record RandomPerson(List<RawEvent> history, NaiveEvaluator.Person person) {

    private static final long[] BACK = {0, 1, 15 * 60, 3_600, 7_200, 36 * 3_600, 72 * 3_600, 86_400, 20 * 3_600};

    /** Draws one. */
    public static RandomPerson of(Random random, Instant now, ZoneId zone) {
        var history = new ArrayList<RawEvent>();
        // The one history that the state cannot answer: it forgets what came before a future event more than 400 days
        // ago.
        boolean ahead = random.nextBoolean();
        for (int i = random.nextInt(24); i > 0; i--) {
            var event = RandomRules.EVENTS.get(random.nextInt(RandomRules.EVENTS.size()));
            long second = second(random, now, zone);
            long allowed = ahead
                    ? Math.max(second, now.getEpochSecond() - 399 * 86_400L)
                    : Math.min(second, now.getEpochSecond());
            history.add(new RawEvent(event, allowed, "m" + i, properties(random)));
        }
        return new RandomPerson(history, person(random, now));
    }

    /** The state after all events were delivered, in an order of the seed, at {@code now}. */
    public ProfileState delivered(Random random, Days days, long now) {
        var state = new ProfileState("acme", "anna", 0);
        facts(random, now).forEach(it -> state.apply(it, days, now));
        tellTheRest(state);
        return state;
    }

    /** What the events leave behind, in an order of the seed. */
    List<EventFacts> facts(Random random, long now) {
        var facts = new ArrayList<>(history.stream().map(RawEvent::facts).toList());
        var traits = person.traits().entrySet().stream()
                .map(it -> new TraitChange(it.getKey(), it.getValue()))
                .toList();
        facts.add(new EventFacts("", now / 1000, "traits", SourceRank.EQUAL, new TreeMap<>(), new TreeMap<>(), traits));
        Collections.shuffle(facts, random);
        return facts;
    }

    void tellTheRest(ProfileState state) {
        state.contact(
                1,
                person.namespaces().stream().map(it -> new Identifier(it, "x")).toList(),
                person.consents(),
                false);
        var verdicts = new TreeMap<String, Reach>();
        person.channels().forEach(it -> verdicts.put(it, new Reach(true, "")));
        state.reachable(verdicts);
        person.scores().forEach(state::score);
    }

    private static long second(Random random, Instant now, ZoneId zone) {
        long second = now.getEpochSecond();
        return switch (random.nextInt(6)) {
            case 0 -> second - BACK[random.nextInt(BACK.length)] + random.nextInt(3) - 1;
            case 1 ->
                now.atZone(zone)
                                .toLocalDate()
                                .minusDays(random.nextInt(100))
                                .atStartOfDay(zone)
                                .toEpochSecond()
                        + random.nextInt(3)
                        - 1;
            case 2, 3 -> second - random.nextInt(4 * 86_400);
            case 4 -> second - (long) (random.nextDouble() * 430 * 86_400);
            default -> second + random.nextInt(2 * 86_400) - 86_400;
        };
    }

    private static Map<String, List<Value>> properties(Random random) {
        var properties = new TreeMap<String, List<Value>>();
        if (random.nextInt(4) > 0) {
            properties.put("revenue", List.of(number(random)));
        }
        if (random.nextInt(3) > 0) {
            properties.put("category", List.of(category(random)));
        }
        if (random.nextBoolean()) {
            properties.put("quantity", List.of(number(random), number(random)));
        }
        if (random.nextBoolean()) {
            properties.put("products.sku", List.of(category(random), number(random), category(random)));
        }
        if (random.nextInt(3) > 0) {
            properties.put(
                    "shipped",
                    List.of(new Value.Text(RandomRules.SHIPPED.get(random.nextInt(RandomRules.SHIPPED.size())))));
        }
        return properties;
    }

    private static Value number(Random random) {
        double[] numbers = {1, 2, 19.99, 30, -5, 2.675, 0.005, 12.345};
        return new Value.Numeric(numbers[random.nextInt(numbers.length)]);
    }

    private static Value category(Random random) {
        return new Value.Text(RandomRules.CATEGORIES.get(random.nextInt(RandomRules.CATEGORIES.size())));
    }

    private static NaiveEvaluator.Person person(Random random, Instant now) {
        var traits = new TreeMap<String, Value>();
        put(traits, "country", random, new Value.Text("DE"), new Value.Text("FR"));
        put(traits, "plan", random, new Value.Text("pro"), new Value.Bool(true));
        put(traits, "visits", random, new Value.Numeric(2), new Value.Numeric(19.99));
        put(
                traits,
                "tags",
                random,
                new Value.Many(List.of(new Value.Text("DE"), new Value.Text("x"))),
                new Value.Text("D"));
        put(traits, "birthday", random, new Value.Text("2004-02-29"), new Value.Text("1990-03-30"));
        put(traits, "trialEndsAt", random, moment(random, now), moment(random, now));
        put(traits, "createdAt", random, moment(random, now), new Value.Numeric(3));
        return new NaiveEvaluator.Person(
                traits,
                random.nextBoolean() ? Map.of("email_marketing", random.nextBoolean()) : Map.of(),
                random.nextBoolean() ? Set.of("email") : Set.of(),
                random.nextBoolean() ? Set.of("email") : Set.of(),
                scores(random));
    }

    private static Map<String, Double> scores(Random random) {
        var scores = new TreeMap<String, Double>();
        for (var name : RandomRules.SCORES) {
            if (random.nextInt(3) > 0) {
                scores.put(name, RandomRules.SCORE_BOUNDS.get(random.nextInt(RandomRules.SCORE_BOUNDS.size())));
            }
        }
        return scores;
    }

    private static Value moment(Random random, Instant now) {
        return new Value.Text(Instant.ofEpochSecond(now.getEpochSecond() + random.nextInt(40 * 86_400) - 20 * 86_400)
                .toString());
    }

    private static void put(Map<String, Value> traits, String name, Random random, Value... values) {
        if (random.nextInt(4) > 0) {
            traits.put(name, values[random.nextInt(values.length)]);
        }
    }
}
