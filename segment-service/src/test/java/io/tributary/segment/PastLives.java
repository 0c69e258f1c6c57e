package io.tributary.segment;

import io.tributary.segment.membership.NaiveEvaluator;
import io.tributary.segment.membership.RawEvent;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** People with months of events drawn from a seed, many of them around midnights; and whom a rule selects by reading them. */
final class PastLives {

    private static final List<String> EVENTS = List.of("Order Completed", "Product Viewed");
    private static final List<String> CATEGORIES = List.of("running", "yoga", "chess*");
    private static final int DAYS = 130;

    private record Life(List<RawEvent> events, Map<String, Value> traits) {}

    private final Random random;
    private final Instant now;
    private final ZoneId zone;
    private final List<Life> lives = new ArrayList<>();

    PastLives(Random random, Instant now, ZoneId zone) {
        this.random = random;
        this.now = now;
        this.zone = zone;
    }

    void live(Traffic traffic, int people) {
        for (int person = 0; person < people; person++) {
            var id = "p" + person;
            var life = new Life(new ArrayList<>(), new TreeMap<>());
            lives.add(life);
            if (random.nextInt(5) > 0) {
                traffic.identify(id, now.minusSeconds(5), traits(life.traits()));
            }
            // Who did nothing and is nobody is not known.
            for (int event = 1 + random.nextInt(13); event > 0; event--) {
                happen(traffic, id, life);
            }
        }
        traffic.flush();
    }

    /** How many the rule selects at that instant. */
    long count(Condition rule, Instant at) {
        return lives.stream().filter(it -> holds(it, rule, at)).count();
    }

    /** How many the rule selects at the second instant and not at the first. */
    long gained(Condition rule, Instant before, Instant after) {
        return lives.stream()
                .filter(it -> !holds(it, rule, before) && holds(it, rule, after))
                .count();
    }

    private boolean holds(Life life, Condition rule, Instant at) {
        var person = new NaiveEvaluator.Person(life.traits(), Map.of(), Set.of(), Set.of(), Map.of());
        return new NaiveEvaluator(life.events(), person, Map.of(), zone, at.toEpochMilli()).holds(rule);
    }

    private void happen(Traffic traffic, String id, Life life) {
        var at = moment();
        var name = EVENTS.get(random.nextInt(EVENTS.size()));
        double revenue = (random.nextInt(40_000) - 5_000) / 100.0;
        var category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        int quantity = random.nextInt(5);
        var messageId = traffic.track(
                id,
                name,
                at,
                "{\"revenue\":%s,\"category\":\"%s\",\"quantity\":%d}".formatted(revenue, category, quantity));
        life.events()
                .add(new RawEvent(
                        name,
                        at.getEpochSecond(),
                        messageId,
                        Map.of(
                                "revenue", List.of(new Value.Numeric(revenue)),
                                "category", List.of(new Value.Text(category)),
                                "quantity", List.of(new Value.Numeric(quantity)))));
    }

    private Instant moment() {
        var at = switch (random.nextInt(4)) {
            case 0 -> midnight().plusSeconds(random.nextInt(3) - 1);
            case 1 -> now.minusSeconds(random.nextInt(4 * 86_400));
            default -> now.minusSeconds(random.nextInt(DAYS * 86_400));
        };
        return at.isAfter(now) ? now : at;
    }

    Instant midnight() {
        return now.atZone(zone)
                .toLocalDate()
                .minusDays(random.nextInt(DAYS))
                .atStartOfDay(zone)
                .toInstant();
    }

    private String traits(Map<String, Value> traits) {
        var country = List.of("DE", "FR", "D").get(random.nextInt(3));
        var seen = now.minusSeconds(random.nextInt(60 * 86_400) - 20 * 86_400);
        var born = now.atZone(zone).toLocalDate().minusDays(random.nextInt(60)).minusYears(random.nextInt(60));
        int level = random.nextInt(6) - 2;
        boolean vip = random.nextBoolean();
        traits.put("country", new Value.Text(country));
        traits.put("seen", new Value.Text(seen.toString()));
        traits.put("born", new Value.Text(born.toString()));
        traits.put("level", new Value.Numeric(level));
        traits.put("vip", new Value.Bool(vip));
        return "{\"country\":\"%s\",\"seen\":\"%s\",\"born\":\"%s\",\"level\":%d,\"vip\":%s}"
                .formatted(country, seen, born, level, vip);
    }
}
