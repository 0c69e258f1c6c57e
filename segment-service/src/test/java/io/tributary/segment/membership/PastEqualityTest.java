package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.history.ActivityThen;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.history.PastFacts;
import io.tributary.segment.interval.Days;
import io.tributary.segment.preview.DetailedJudging;
import io.tributary.segment.preview.People;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Judging instants that have passed, by a state that has folded them and the events themselves, against the naive reading. */
class PastEqualityTest {

    private static final int RULES = 600;
    private static final int PEOPLE = 8;
    private static final long DAY = 86_400;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SegmentCatalogue ALL =
            new SegmentCatalogue(Set.of(), Set.of("revenue", "category", "quantity", "products.sku"), 100, 100);

    private record Place(ZoneId zone, Instant now) {
        static Place of(String zone, String now) {
            return new Place(ZoneId.of(zone), Instant.parse(now));
        }
    }

    private static final List<Place> PLACES = List.of(
            Place.of("UTC", "2026-11-27T08:15:30Z"),
            Place.of("Europe/Berlin", "2026-03-31T03:30:00Z"),
            Place.of("Europe/Berlin", "2026-11-10T23:15:00Z"),
            Place.of("America/New_York", "2028-03-20T05:00:00Z"));

    private int read;

    @Test
    void judgesInstantsThatHavePassedLikeTheRawEventsSay() {
        int held = 0;
        int checks = 0;
        for (int seed = 0; seed < RULES; seed++) {
            var random = new Random(seed);
            var place = PLACES.get(random.nextInt(PLACES.size()));
            var rule = rule(random, place);
            for (int i = 0; i < PEOPLE; i++) {
                var person = remembered(RandomPerson.of(random, place.now(), place.zone()), place.now());
                var state = folded(person, random, place);
                for (var at : instants(random, place)) {
                    boolean expected = new NaiveEvaluator(
                                    person.history(), person.person(), Map.of(), place.zone(), at.toEpochMilli())
                            .holds(rule);
                    assertThat(judged(state, person, new People.Question(rule, at, place.zone(), true)))
                            .as("seed %d, person %d, at %s: %s", seed, i, at, RuleText.print(rule))
                            .isEqualTo(expected);
                    held += expected ? 1 : 0;
                    checks++;
                }
            }
        }

        // Nothing would be proven if nobody's events had to be read, or all answers were the same.
        assertThat(read).as("people whose events were read").isGreaterThan(checks / 200);
        assertThat(held).isBetween(checks / 5, checks * 4 / 5);
    }

    private boolean judged(ProfileState state, RandomPerson person, People.Question question) {
        var judging = new DetailedJudging(
                new ActivityThen(new Events(person.history()), new PastFacts(new FactsReader(ALL))));
        if (!judging.mustRead(state, question)) {
            return judging.holds(state, question);
        }
        read++;
        return Objects.requireNonNull(judging.judge(state, question).block());
    }

    private static Condition rule(Random random, Place place) {
        var rules = new RandomRules(random, place.now().atZone(place.zone()).toLocalDate());
        Condition rule;
        do {
            rule = rules.next();
        } while (!Reads.of(rule).segments().isEmpty());
        return rule;
    }

    /** What lies further back than single events are kept today is no question of this test. */
    private static RandomPerson remembered(RandomPerson person, Instant now) {
        return new RandomPerson(
                person.history().stream()
                        .filter(it -> it.at() > now.getEpochSecond() - 399 * DAY)
                        .toList(),
                person.person());
    }

    private static ProfileState folded(RandomPerson person, Random random, Place place) {
        var days = new Days(place.zone());
        var state = person.delivered(random, days, place.now().toEpochMilli());
        return ProfileState.decode(state.encode(days));
    }

    private static List<Instant> instants(Random random, Place place) {
        var midnight = place.now()
                .atZone(place.zone())
                .toLocalDate()
                .minusDays(random.nextInt(100))
                .atStartOfDay(place.zone())
                .toInstant();
        return List.of(
                place.now().minusMillis(1 + random.nextInt(5 * 86_400_000)),
                place.now().minusSeconds(1 + random.nextInt(100 * 86_400)),
                midnight.minusMillis(1),
                midnight.plusMillis(random.nextInt(2_000) - 1_000));
    }

    /** One person's events, newest first, from memory. */
    private record Events(List<RawEvent> history) implements EventHistory {

        @Override
        public Mono<List<HistoryEvent>> page(String tenant, Question asked, @Nullable Position after, int limit) {
            var from = Objects.requireNonNull(asked.from()).getEpochSecond();
            var to = Objects.requireNonNull(asked.to()).getEpochSecond();
            return Mono.just(history.stream()
                    .filter(it -> from <= it.at() && it.at() < to)
                    .sorted(Comparator.comparingLong(RawEvent::at).reversed())
                    .limit(limit)
                    .map(Events::indexed)
                    .toList());
        }

        private static HistoryEvent indexed(RawEvent event) {
            long at = event.at() * 1_000;
            return new HistoryEvent(
                    "acme",
                    event.messageId(),
                    "anna",
                    1,
                    "track",
                    event.event(),
                    "",
                    "shop",
                    new HistoryEvent.Ids("", "", "", ""),
                    new HistoryEvent.Times(at, at, at, null, null, false),
                    new HistoryEvent.Bodies(properties(event), "", "", "", "", 0, 0),
                    new HistoryEvent.Origin(0, 0, List.of()),
                    new HistoryEvent.Place(0, 0),
                    null);
        }

        private static String properties(RawEvent event) {
            var body = JSON.createObjectNode();
            event.properties().forEach((path, values) -> {
                if (path.equals("products.sku")) {
                    var products = body.putArray("products");
                    values.forEach(it -> add(products.addObject().putArray("sku"), it));
                } else {
                    var several = body.putArray(path);
                    values.forEach(it -> add(several, it));
                }
            });
            return body.toString();
        }

        private static void add(ArrayNode array, Value value) {
            switch (value) {
                case Value.Text(var text) -> array.add(text);
                case Value.Numeric(var number) -> array.add(number);
                case Value.Bool(var truth) -> array.add(truth);
                case Value.Many many -> many.each().forEach(it -> add(array, it));
            }
        }

        @Override
        public Mono<HistoryEvent> find(String tenant, String messageId) {
            return Mono.empty();
        }

        @Override
        public Mono<List<Seen>> events(String tenant, int limit) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<List<Seen>> properties(String tenant, @Nullable String event, int limit) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<List<Seen>> traits(String tenant, int limit) {
            return Mono.just(List.of());
        }
    }
}
