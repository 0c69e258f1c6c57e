package io.tributary.segment.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileStateTest {

    private static final Days DAYS = new Days(ZoneId.of("Europe/Berlin"));
    private static final long NOW = Instant.parse("2026-03-29T12:00:00Z").toEpochMilli();
    private static final int ROUNDS = 300;

    @Test
    void endsTheSameInAnyOrderOfDelivery() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var facts = history(random, 40);
            var shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, random);

            var inOrder = state("anna", facts, NOW);
            var anyOrder = state("anna", shuffled, NOW);

            assertSame(inOrder, anyOrder, seed);
        }
    }

    @Test
    void endsTheSameWhetherFoldedOnTheWayOrAtOnce() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var facts = history(random, 40);
            var onTheWay = new ProfileState("acme", "anna", 0);

            long at = NOW - 20 * 86_400_000L;
            for (var fact : facts) {
                onTheWay.apply(fact, DAYS, at);
                at = Math.min(NOW, at + random.nextInt(2 * 86_400) * 1_000L);
            }
            onTheWay.age(DAYS, NOW);

            assertSame(onTheWay, state("anna", facts, NOW), seed);
        }
    }

    @Test
    void absorbsTheJointHistory() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var all = history(random, 40);
            int cut = random.nextInt(all.size());

            var survivor = state("anna", all.subList(0, cut), NOW);
            survivor.absorb(state("bert", all.subList(cut, all.size()), NOW - 86_400_000L), DAYS, NOW);

            assertSame(survivor, state("anna", all, NOW), seed);
            assertThat(survivor.absorbed()).containsExactly("bert");
        }
    }

    @Test
    void keepsScoresOfBothAndStaysOnTheListsOfEither() {
        var survivor = state("anna", List.of(), NOW);
        var loser = state("bert", List.of(), NOW);
        survivor.score("churn", 0.5);
        survivor.score("list.vips", 1);
        loser.score("churn", 0.9);
        loser.score("value", 7);
        loser.score("list.vips", 0);
        loser.score("list.others", 1);
        survivor.score("list.both", 0);
        loser.score("list.both", 1);

        survivor.absorb(loser, DAYS, NOW);

        assertThat(survivor.scores())
                .isEqualTo(Map.of("churn", 0.5, "value", 7.0, "list.vips", 1.0, "list.others", 1.0, "list.both", 1.0));
    }

    @Test
    void readsBackWhatItWrote() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var state = state("anna", history(new Random(seed), 40), NOW);
            state.contact(3, List.of(new Identifier("email", "a@example.com")), Map.of("ads", false), true);
            state.reachable(Map.of("email", new Reach(false, "no-consent")));
            state.score("churn", 0.123456789);
            state.stand("loyal", new Standing(4, true, NOW));
            state.judged(NOW, Long.MIN_VALUE + 5, NOW + 1);
            state.restate(0);
            state.nextVersion();

            byte[] bytes = state.encode(DAYS);
            var read = ProfileState.decode(bytes);

            assertThat(read.encode(DAYS)).as("seed %d", seed).isEqualTo(bytes);
            assertSame(read, state, seed);
            assertThat(read.identifiers()).isEqualTo(state.identifiers());
            assertThat(read.consents()).isEqualTo(state.consents());
            assertThat(read.reachability()).isEqualTo(state.reachability());
            assertThat(read.scores()).isEqualTo(state.scores());
            assertThat(read.memberships()).isEqualTo(state.memberships());
            assertThat(read.nextChange()).isEqualTo(NOW + 1);
            assertThat(ProfileState.definitionsOf(bytes)).isEqualTo(Long.MIN_VALUE + 5);
            assertThat(read.stateVersion()).isEqualTo(1);
            assertThat(read.restricted()).isTrue();
            assertThat(read.restated()).isEqualTo(1);
        }
    }

    @Test
    void refusesAFormatItDoesNotKnow() {
        assertThatThrownBy(() -> ProfileState.decode(new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysBoundedAndSaysSoWhenAProfileIsTooBusy() {
        var state = new ProfileState("acme", "bot", 0);
        for (int i = 0; i < 2_600; i++) {
            var sku = List.<Value>of(new Value.Text("sku-" + i));
            state.apply(facts("Product Viewed", NOW / 1000 - i, "m" + i, new TreeMap<>(Map.of("sku", sku))), DAYS, NOW);
        }
        var busiest = new Totals(NOW / 1000 - 2_599, NOW / 1000, 2_600, new TreeMap<>());

        assertThat(state.activity().all()).hasSizeLessThanOrEqualTo(Activity.MAX_ENTRIES);
        assertThat(state.activity().all().stream().mapToLong(Entry::count).sum())
                .isEqualTo(2_600);
        assertThat(state.activity().totals()).containsEntry("Product Viewed", busiest);
        assertThat(state.overflowing()).isTrue();
    }

    @Test
    void staysBelowTheLimitInBytes() {
        var state = new ProfileState("acme", "hoarder", 0);
        for (int i = 0; i < 100; i++) {
            var skus = new ArrayList<Value>();
            for (int j = 0; j < 1_000; j++) {
                skus.add(new Value.Text("a-long-stock-keeping-unit-" + i + "-" + j));
            }
            state.apply(
                    facts("Order Completed", NOW / 1000 - i, "m" + i, new TreeMap<>(Map.of("products.sku", skus))),
                    DAYS,
                    NOW);
        }

        state.judged(NOW, 7, NOW + 1);

        byte[] bytes = state.encode(DAYS);

        assertThat(bytes).hasSizeLessThanOrEqualTo(ProfileState.MAX_BYTES);
        assertThat(ProfileState.definitionsOf(bytes))
                .as("nobody has judged what is left")
                .isZero();
        assertThat(ProfileState.decode(bytes).overflowing()).isTrue();
        assertThat(ProfileState.decode(bytes).activity().of("Order Completed").stream()
                        .mapToLong(Entry::count)
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void keepsTheNewestWordOnATraitByTimeThenPriorityThenMessage() {
        var state = new ProfileState("acme", "anna", 0);

        state.apply(trait("DE", 100, 1, "m1"), DAYS, NOW);
        state.apply(trait("FR", 99, 9, "m2"), DAYS, NOW);
        state.apply(trait("IT", 100, 2, "m0"), DAYS, NOW);
        state.apply(trait("ES", 100, 2, "m00"), DAYS, NOW);

        assertThat(state.traits().get("country"))
                .isEqualTo(new TraitValue(new Value.Text("ES"), 100, new SourceRank(0, 2), "m00"));
    }

    @Test
    void neverLetsALessTrustedSourceOverwriteWhateverTheTime() {
        var state = new ProfileState("acme", "anna", 0);

        state.apply(trait("DE", 100, new SourceRank(10, 0), "m1"), DAYS, NOW);
        state.apply(trait("FR", 900, new SourceRank(0, 1000), "m2"), DAYS, NOW);
        state.apply(trait("IT", 950, new SourceRank(-5, 0), "m3"), DAYS, NOW);

        assertThat(state.traits().get("country"))
                .isEqualTo(new TraitValue(new Value.Text("DE"), 100, new SourceRank(10, 0), "m1"));
        state.apply(trait("ES", 101, new SourceRank(10, 0), "m4"), DAYS, NOW);
        assertThat(state.traits().get("country"))
                .isEqualTo(new TraitValue(new Value.Text("ES"), 101, new SourceRank(10, 0), "m4"));
    }

    @Test
    void agreesWithASortOfAllStatementsInEveryOrderAndOverAMerge() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var said = new ArrayList<TraitValue>();
            for (int i = 0; i < 12; i++) {
                said.add(new TraitValue(
                        new Value.Text("v" + i),
                        random.nextInt(4),
                        new SourceRank(random.nextInt(3) - 1, random.nextInt(2)),
                        "m" + random.nextInt(100) + "-" + i));
            }
            var winner = said.stream()
                    .max((one, other) -> one.rank().trust() != other.rank().trust()
                            ? Integer.compare(one.rank().trust(), other.rank().trust())
                            : one.at() != other.at()
                                    ? Long.compare(one.at(), other.at())
                                    : one.rank().priority() != other.rank().priority()
                                            ? Integer.compare(
                                                    one.rank().priority(),
                                                    other.rank().priority())
                                            : one.messageId().compareTo(other.messageId()))
                    .orElseThrow();
            Collections.shuffle(said, random);
            var anna = new ProfileState("acme", "anna", 0);
            var ben = new ProfileState("acme", "ben", 0);

            said.subList(0, 6)
                    .forEach(it -> anna.apply(trait(text(it), it.at(), it.rank(), it.messageId()), DAYS, NOW));
            said.subList(6, 12)
                    .forEach(it -> ben.apply(trait(text(it), it.at(), it.rank(), it.messageId()), DAYS, NOW));
            anna.absorb(ProfileState.decode(ben.encode(DAYS)), DAYS, NOW);

            assertThat(ProfileState.decode(anna.encode(DAYS)).traits().get("country"))
                    .as("seed %d", seed)
                    .isEqualTo(winner);
        }
    }

    private static String text(TraitValue said) {
        return said.value() instanceof Value.Text(var text) ? text : "";
    }

    @Test
    void readsAStateThatWasWrittenBeforeSourcesHadTrust() {
        var old = new Packer();
        old.text("acme").text("anna");
        old.number(7).number(0).number(100).number(0).number(0).number(0);
        // One trait: its name, time, priority, message id, and a text as value.
        old.number(1).text("country").number(100).number(2).text("m1").number(1).text("DE");
        // No identifiers, consents, verdicts, scores, memberships, absorbed ids, totals and entries.
        for (int part = 0; part < 8; part++) {
            old.number(0);
        }

        var state = ProfileState.decode(old.finish((byte) 1, 42));

        assertThat(ProfileState.definitionsOf(old.finish((byte) 1, 42))).isEqualTo(42);
        assertThat(state.stateVersion()).isEqualTo(7);
        assertThat(state.traits().get("country"))
                .isEqualTo(new TraitValue(new Value.Text("DE"), 100, new SourceRank(0, 2), "m1"));
        assertThat(ProfileState.decode(state.encode(DAYS)).traits()).isEqualTo(state.traits());
    }

    @Test
    void readsBackComputedTraits() {
        var state = state("anna", List.of(), NOW);
        state.computed("spent", new ComputedValue(3, 19.99, NOW - 1));
        state.computed("mean", new ComputedValue(1, 100 / 3.0, NOW));

        var read = ProfileState.decode(state.encode(DAYS));

        assertThat(read.computed()).isEqualTo(state.computed());
    }

    @Test
    void readsAStateThatWasWrittenBeforeThereWereComputedTraits() {
        var old = new Packer();
        old.text("acme").text("anna");
        old.number(7).number(0).number(100).number(0).number(0).number(0);
        // No traits, identifiers, consents, verdicts, scores, memberships, absorbed ids, totals and entries.
        for (int part = 0; part < 9; part++) {
            old.number(0);
        }

        var state = ProfileState.decode(old.finish((byte) 2, 42));

        assertThat(state.stateVersion()).isEqualTo(7);
        assertThat(state.computed()).isEmpty();
    }

    @Test
    void readsAStateThatWasWrittenWithEveryEntryAndStandingInFull() {
        var old = new Packer();
        old.text("acme").text("anna");
        old.number(7).number(0).number(100).number(0).number(0).number(0);
        // No traits, identifiers, consents, verdicts and scores; two standings: key, version and membership, since.
        for (int part = 0; part < 5; part++) {
            old.number(0);
        }
        old.number(2).text("big").number(3 * 2 + 1).number(50);
        old.text("bigger").number(4 * 2).number(60);
        // No absorbed ids; totals of one event: first, last, count, and one sum.
        old.number(0);
        old.number(1).text("Paid").number(86_500).number(86_900).number(3);
        old.number(1).text("revenue").number(1_250).number(3);
        // A day with two events in two seconds, and one event of a second; then no computed traits.
        old.number(2);
        old.text("Paid").number(86_400).number(2 * 2 + 1);
        old.number(1).text("kind").number(1).number(1).text("card");
        old.number(1).text("revenue").number(1_000).number(2);
        old.number(2).number(100).number(300);
        old.text("Paid").number(86_900).number(2).number(0);
        old.number(1).text("revenue").number(250).number(1);
        old.number(0);

        var read = ProfileState.decode(old.finish((byte) 4, 42));

        for (var state : List.of(read, ProfileState.decode(read.encode(DAYS)))) {
            assertThat(state.memberships())
                    .isEqualTo(Map.of("big", new Standing(3, true, 50), "bigger", new Standing(4, false, 60)));
            var all = new TreeMap<>(Map.of("revenue", new Sum(1_250, 3)));
            assertThat(state.activity().totals()).isEqualTo(Map.of("Paid", new Totals(86_500, 86_900, 3, all)));
            var byCard = new TreeMap<>(Map.of("kind", List.<Value>of(new Value.Text("card"))));
            assertThat(state.activity().of("Paid"))
                    .containsExactly(
                            new Entry(
                                    "Paid",
                                    86_400,
                                    true,
                                    byCard,
                                    2,
                                    new TreeMap<>(Map.of("revenue", new Sum(1_000, 2))),
                                    Moments.of(new long[] {86_500, 86_800})),
                            new Entry(
                                    "Paid",
                                    86_900,
                                    false,
                                    new TreeMap<>(),
                                    1,
                                    new TreeMap<>(Map.of("revenue", new Sum(250, 1))),
                                    Moments.NONE));
        }
    }

    @Test
    void readsBackStandingsWhateverTheirKeysAndTimes() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var state = state("anna", List.of(), NOW);
            for (int i = random.nextInt(30); i > 0; i--) {
                var key = new StringBuilder();
                random.ints(random.nextInt(6), 0, 4)
                        .forEach(it -> key.append(
                                List.of("a", "-", "é", "\uD83D\uDE00").get(it)));
                state.stand(key.toString(), new Standing(random.nextInt(5), random.nextBoolean(), random.nextLong()));
            }

            assertThat(ProfileState.decode(state.encode(DAYS)).memberships())
                    .as("seed %d", seed)
                    .isEqualTo(state.memberships());
        }
    }

    @Test
    void remembersTheSecondsOfFoldedDays() {
        long morning = NOW / 1000 - 10 * 86_400;
        var viewed = List.of(
                facts("Page Viewed", morning + 60, "m1", new TreeMap<>()),
                facts("Page Viewed", morning, "m2", new TreeMap<>()),
                facts("Page Viewed", morning, "m3", new TreeMap<>()));

        var entries = ProfileState.decode(state("anna", viewed, NOW).encode(DAYS))
                .activity()
                .of("Page Viewed");

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().daily()).isTrue();
        assertThat(entries.getFirst().count()).isEqualTo(3);
        assertThat(entries.getFirst().seconds().toArray()).containsExactly(morning, morning + 60);
    }

    @Test
    void givesUpOldSecondsOfTheMostFrequentEventFirstAndSaysSo() {
        long old = NOW / 1000 - 100 * 86_400;
        var frequent = new ArrayList<EventFacts>();
        for (int i = 0; i < Activity.MAX_MOMENTS; i++) {
            frequent.add(facts("Page Viewed", old + i * 900L, "m" + i, new TreeMap<>()));
        }
        frequent.add(facts("Order Completed", old, "o", new TreeMap<>()));

        var state = state("anna", frequent, NOW);

        assertThat(state.overflowing()).isTrue();
        var activity = state.activity();
        assertThat(activity.of("Order Completed").getFirst().seconds().toArray())
                .containsExactly(old);
        assertThat(activity.of("Page Viewed").getFirst().seconds().count()).isZero();
        assertThat(activity.of("Page Viewed").getLast().seconds().count()).isPositive();
        assertThat(activity.of("Page Viewed").stream().mapToLong(Entry::count).sum())
                .isEqualTo(Activity.MAX_MOMENTS);
    }

    @Test
    void readsAStateThatWasWrittenBeforeDaysHadSeconds() {
        var old = new Packer();
        old.text("acme").text("anna");
        old.number(7).number(0).number(100).number(0).number(0).number(0);
        // No traits, identifiers, consents, verdicts, scores, memberships, absorbed ids and totals.
        for (int part = 0; part < 8; part++) {
            old.number(0);
        }
        // One entry: a day with two events, without properties and sums; and no computed traits.
        old.number(1)
                .text("Page Viewed")
                .number(86_400)
                .number(2 * 2 + 1)
                .number(0)
                .number(0);
        old.number(0);

        var entry = ProfileState.decode(old.finish((byte) 3, 42))
                .activity()
                .of("Page Viewed")
                .getFirst();

        assertThat(entry.daily()).isTrue();
        assertThat(entry.count()).isEqualTo(2);
        assertThat(entry.seconds().count()).isZero();
    }

    @Test
    void fitsAnOrdinaryProfileIntoAKilobyte() {
        var state = state("0190c7a2-8f3b-7c4d-9e5f-123456789abc", history(new Random(7), 60), NOW);

        assertThat(state.encode(DAYS)).hasSizeLessThan(1_100);
    }

    private static void assertSame(ProfileState left, ProfileState right, int seed) {
        assertThat(Map.copyOf(contents(left))).as("seed %d", seed).isEqualTo(contents(right));
        assertThat(left.activity().totals())
                .as("seed %d", seed)
                .isEqualTo(right.activity().totals());
        assertThat(left.traits()).as("seed %d", seed).isEqualTo(right.traits());
        assertThat(left.lastSeen()).as("seed %d", seed).isEqualTo(right.lastSeen());
    }

    /** Entries of one instant have no order, so they are compared as a set of parts with their counts. */
    private static Map<List<Object>, List<Object>> contents(ProfileState state) {
        var contents = new HashMap<List<Object>, List<Object>>();
        for (var entry : state.activity().all()) {
            contents.put(
                    List.of(entry.event(), entry.at(), entry.daily(), entry.properties()),
                    List.of(entry.count(), entry.sums(), entry.moments()));
        }
        return contents;
    }

    private static ProfileState state(String id, List<EventFacts> facts, long now) {
        var state = new ProfileState("acme", id, 0);
        facts.forEach(it -> state.apply(it, DAYS, now));
        return state;
    }

    private static List<EventFacts> history(Random random, int size) {
        var history = new ArrayList<EventFacts>();
        for (int i = 0; i < size; i++) {
            var properties = new TreeMap<String, List<Value>>();
            properties.put("category", List.of(new Value.Text("c" + random.nextInt(3))));
            long at = NOW / 1000 - (random.nextBoolean() ? random.nextInt(5 * 86_400) : random.nextInt(420 * 86_400));
            var event = random.nextBoolean() ? "Order Completed" : "Page Viewed";
            var facts = facts(event, at, "m" + i, properties);
            facts.sums().put("revenue", Sum.of(random.nextInt(10_000) / 100.0));
            history.add(facts);
            history.add(trait("v" + i, at, random.nextInt(3), "t" + i));
        }
        return history;
    }

    private static EventFacts facts(String event, long at, String id, NavigableMap<String, List<Value>> properties) {
        return new EventFacts(event, at, id, SourceRank.EQUAL, properties, new TreeMap<>(), List.of());
    }

    private static EventFacts trait(String value, long at, int priority, String id) {
        return trait(value, at, new SourceRank(0, priority), id);
    }

    private static EventFacts trait(String value, long at, SourceRank rank, String id) {
        return new EventFacts(
                "",
                at,
                id,
                rank,
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(new TraitChange("country", new Value.Text(value))));
    }
}
