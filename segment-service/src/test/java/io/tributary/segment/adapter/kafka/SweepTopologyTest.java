package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Score;
import io.tributary.segment.feature.ProfileState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of people whom no event touches when definitions change. */
class SweepTopologyTest {

    private static final String START = "2026-03-10T12:00:00Z";
    private static final String BIG = "sum(\"Order Completed\".revenue) >= 50 in last 30 days";
    private static final String HUGE = "sum(\"Order Completed\".revenue) >= 5000 in last 30 days";
    private static final List<String> PEOPLE = List.of("anna", "bert", "cleo", "dora");
    private static final List<String> RULES = List.of(
            "count(\"Order Completed\") >= 2 in last 5 days",
            "sum(\"Order Completed\".revenue) >= 50 ever",
            "count(\"Order Completed\") >= 1 in last 36 hours",
            "count(\"Order Completed\") = 0 in last 3 days",
            "sum(\"Order Completed\".revenue) >= 5000 ever");
    private static final int SEEDS = 25;
    private static final int STEPS = 40;

    @TempDir
    private Path directory;

    @Test
    void isJudgingFromWhenADefinitionIsHeardUntilWhatItDecidedIsCommitted() {
        try (var run = new TopologyRun(directory, START)) {
            run.order("anna", "m1", "2026-03-09T10:00:00Z", 100);
            lookUntilJudged(run);

            run.publish("big", 1, BIG);
            boolean heard = run.settings.progress().isJudging();
            run.lookOnce();
            boolean decided = run.settings.progress().isJudging();
            lookUntilJudged(run);

            assertThat(heard).isTrue();
            assertThat(decided).as("nobody knows yet that it was committed").isTrue();
            assertThat(run.memberships()).containsExactly("in big@1 anna 2026-03-09T10:00:00Z DEFINITION");
        }
    }

    @Test
    void writesOnlyWhomANewDefinitionMakesAnother() {
        try (var run = new TopologyRun(directory, START)) {
            run.order("anna", "m1", "2026-03-09T10:00:00Z", 100);
            run.order("bert", "m2", "2026-03-09T10:00:00Z", 10);
            lookUntilJudged(run);
            long annas = state(run, "anna").stateVersion();
            long berts = state(run, "bert").stateVersion();

            run.publish("huge", 1, HUGE);
            run.publish("big", 1, BIG);
            lookUntilJudged(run);

            assertThat(state(run, "anna").stateVersion()).isGreaterThan(annas);
            assertThat(state(run, "bert").stateVersion()).isEqualTo(berts);
            run.order("bert", "m3", "2026-03-10T11:00:00Z", 100);
            assertThat(run.memberships())
                    .containsExactly(
                            "in big@1 anna 2026-03-09T10:00:00Z DEFINITION",
                            "in big@1 bert 2026-03-10T11:00:00Z EVENT m3");
        }
    }

    @Test
    void judgesWhoWasPassedOverByDefinitionsThatComeBack() {
        try (var run = new TopologyRun(directory, START)) {
            run.order("anna", "m1", "2026-03-09T10:00:00Z", 100);
            run.publish("spent", 1, HUGE);
            lookUntilJudged(run);
            run.publish("spent", 2, BIG);
            lookUntilJudged(run);
            run.publish("spent", 1, HUGE);
            lookUntilJudged(run);
            run.publish("spent", 2, BIG);
            lookUntilJudged(run);

            assertThat(run.memberships())
                    .containsExactly(
                            "in spent@2 anna 2026-03-09T10:00:00Z DEFINITION",
                            "out spent@1 anna 2026-03-10T12:00:00Z DEFINITION",
                            "in spent@2 anna 2026-03-10T12:00:00Z DEFINITION");
        }
    }

    @Test
    void goesOnWithATenantWhenOnlyAnotherOnesDefinitionsChange() {
        try (var run = TopologyRun.busy(directory, START)) {
            for (int person = 0; person < 20; person++) {
                run.order("p%02d".formatted(person), "m" + person, "2026-03-09T10:00:00Z", 100);
            }
            lookUntilJudged(run);
            run.publish("big", 1, BIG);

            for (int look = 0; look < 60; look++) {
                run.lookOnce();
                run.changeAnotherTenant();
            }

            assertThat(run.memberships()).hasSize(20);
        }
    }

    @Test
    void firesAllTimersOfOneMidnightAPieceAtATime() {
        try (var run = TopologyRun.busy(directory, START)) {
            run.publish("today", 1, "count(\"Order Completed\") >= 1 in last 1 days");
            for (int person = 0; person < 20; person++) {
                run.order("p%02d".formatted(person), "m" + person, "2026-03-10T10:00:00Z", 100);
            }
            assertThat(run.memberships()).hasSize(20);

            run.pass(Duration.ofDays(1));
            run.order("zoe", "m20", "2026-03-11T11:00:00Z", 100);
            run.pass(Duration.ofDays(1));
            for (int look = 0; look < 40; look++) {
                run.lookOnce();
            }

            assertThat(run.memberships())
                    .contains(
                            "out today@1 p00 2026-03-11T00:00:00Z CLOCK",
                            "out today@1 p19 2026-03-11T00:00:00Z CLOCK",
                            "out today@1 zoe 2026-03-12T00:00:00Z CLOCK")
                    .hasSize(22);
            assertThat(run.stored(SegmentTopology.TIMER_STORE)).isEqualTo(0);
        }
    }

    @Test
    void movesPeopleWhoseScoreChanges() {
        try (var run = new TopologyRun(directory, START)) {
            run.publish("risky", 1, "score(\"churn\") >= 0.7");
            run.order("anna", "m1", "2026-03-09T10:00:00Z", 100);

            score(run, 0.9);
            score(run, 0.2);

            assertThat(run.memberships())
                    .containsExactly(
                            "in risky@1 anna 2026-03-10T12:00:00Z SCORE",
                            "out risky@1 anna 2026-03-10T12:00:00Z SCORE");
        }
    }

    private static void score(TopologyRun run, double churn) {
        run.command(
                "anna",
                ProfileCommand.newBuilder()
                        .setScore(Score.newBuilder().setName("churn").setValue(churn)));
    }

    @Test
    void endsAsIfTheNewestDefinitionsHadBeenThereFromTheBeginning() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var newest = new TreeMap<String, String>();
            try (var changing = TopologyRun.busy(directory.resolve("changing" + seed), START)) {
                script(changing, new Random(seed), newest);
                try (var steady = new TopologyRun(directory.resolve("steady" + seed), START)) {
                    newest.forEach((key, rule) -> steady.publish(key, 1, rule));
                    script(steady, new Random(seed), null);

                    for (var person : PEOPLE) {
                        assertThat(segments(changing, person))
                                .as("seed %d, %s", seed, person)
                                .isEqualTo(segments(steady, person));
                    }
                }
            }
        }
    }

    /** Events and time; with {@code published}, definitions as well, which are put there as they are at the end. */
    private static void script(TopologyRun run, Random random, @Nullable Map<String, String> published) {
        var now = Instant.parse(START);
        for (int step = 0; step < STEPS; step++) {
            int what = random.nextInt(10);
            var person = PEOPLE.get(random.nextInt(PEOPLE.size()));
            var rule = RULES.get(random.nextInt(RULES.size()));
            int number = random.nextInt(40);
            if (what < 4) {
                run.order(person, "m" + step, now.minusSeconds(number * 600L).toString(), number);
            } else if (what < 6) {
                var time = Duration.ofHours(number);
                now = now.plus(time);
                run.pass(time);
            } else if (what == 6) {
                run.changeAnotherTenant();
                run.lookOnce();
            } else if (published != null && what < 9) {
                var key = "s" + number % 3;
                published.put(key, rule);
                run.publish(key, 1 + RULES.indexOf(rule), rule);
            } else if (published != null) {
                var key = "s" + number % 3;
                if (published.remove(key) != null) {
                    run.retire(key, 9, rule);
                }
            }
        }
        lookUntilJudged(run);
    }

    private static Set<String> segments(TopologyRun run, String person) {
        var in = new TreeSet<String>();
        run.state(person)
                .ifPresent(state -> state.memberships().forEach((key, standing) -> {
                    if (standing.member()) {
                        in.add(key);
                    }
                }));
        return in;
    }

    private static ProfileState state(TopologyRun run, String person) {
        return run.state(person).orElseThrow();
    }

    private static void lookUntilJudged(TopologyRun run) {
        int looks = 0;
        while (run.settings.progress().isJudging()) {
            assertThat(looks++).as("looks").isLessThan(200);
            run.lookOnce();
        }
    }
}
