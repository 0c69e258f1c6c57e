package io.tributary.ingestion.violation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.plan.PlanAction;
import io.tributary.ingestion.plan.PlanFault;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TallyTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private final Tally tally = new Tally();

    @Test
    void addsUpTheSameThingAndKeepsTheNewestSamples() {
        for (int number = 1; number <= 7; number++) {
            count("m-" + number, NOW.plusSeconds(number), fault("price", PlanAction.WARN));
        }

        var violation = tally.drain().getFirst();

        assertThat(violation.count()).isEqualTo(7);
        assertThat(violation.firstSeen()).isEqualTo(NOW.plusSeconds(1));
        assertThat(violation.lastSeen()).isEqualTo(NOW.plusSeconds(7));
        assertThat(violation.samples())
                .extracting(Violation.Sample::messageId)
                .containsExactly("m-7", "m-6", "m-5", "m-4", "m-3");
        assertThat(tally.drain()).isEmpty();
    }

    @Test
    void keepsNoSampleOfWhatIsOnlyCounted() {
        count("m", NOW, fault("price", PlanAction.ALLOW));

        assertThat(tally.drain().getFirst().samples()).isEmpty();
    }

    @Test
    void leadsToTheBadRowOfWhatWasRefused() {
        var findings = new Findings("p", 1, "E", List.of(fault("price", PlanAction.BLOCK)), 0);

        tally.count(new Tally.Seen("acme", "s", "m-1", NOW, "row-1"), findings);
        tally.count(new Tally.Seen("acme", "s", "m-2", NOW, null), findings);

        assertThat(tally.drain().getFirst().samples())
                .extracting(Violation.Sample::badRowId)
                .containsExactly(null, "row-1");
    }

    @Test
    void countsInTheOverflowWhatIsTooMuchToBeToldApart() {
        for (int number = 0; number < 3_000; number++) {
            count("m", NOW, fault("p" + number, PlanAction.WARN));
        }

        var drained = tally.drain();

        assertThat(drained).hasSize(Tally.MAX_KEYS + 1);
        assertThat(drained.stream().mapToLong(Violation::count).sum()).isEqualTo(3_000);
        assertThat(drained)
                .filteredOn(it -> it.key().isOverflow())
                .singleElement()
                .satisfies(it -> assertThat(it.count()).isEqualTo(1_000));
    }

    @Test
    void countsFaultsThatAnEventWasNotToldFor() {
        tally.count(
                new Tally.Seen("acme", "s", "m", NOW, null),
                new Findings("p", 1, "E", List.of(fault("a", PlanAction.WARN)), 4));

        assertThat(tally.drain().stream().mapToLong(Violation::count).sum()).isEqualTo(5);
    }

    @Test
    void losesNothingBetweenThreadsAndFailedWrites() throws InterruptedException {
        long seed = System.nanoTime();
        var stored = new ArrayList<Violation>();
        var random = new Random(seed);
        var store = new Violations() {
            @Override
            public Mono<Void> add(List<Violation> counted) {
                if (random.nextInt(3) == 0) {
                    return Mono.error(new IllegalStateException("down"));
                }
                stored.addAll(counted);
                return Mono.empty();
            }

            @Override
            public Flux<Violation> list(Question question, String after, int limit) {
                return Flux.empty();
            }

            @Override
            public String position(Violation violation) {
                return "";
            }

            @Override
            public Mono<Integer> expire(java.time.Duration age) {
                return Mono.empty();
            }
        };
        var writing = new WriteViolations(tally, store);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int number = 0; number < 4_000; number++) {
                int own = number;
                threads.execute(() -> count("m", NOW, fault("p" + own % 50, PlanAction.BLOCK)));
            }
            for (int write = 0; write < 20; write++) {
                write(writing);
            }
        }
        while (stored.stream().mapToLong(Violation::count).sum() < 4_000) {
            write(writing);
        }

        assertThat(stored.stream().mapToLong(Violation::count).sum())
                .as("seed %s", seed)
                .isEqualTo(4_000);
        assertThat(tally.drain()).isEmpty();
    }

    @Test
    void cutsLongNamesOnlyBetweenCharacters() {
        var key = new ViolationKey(
                new ViolationKey.PlanVersion("acme", "p", 1), "s", "x".repeat(198) + "😀😀", "", "r", PlanAction.WARN);

        assertThat(key.event()).isEqualTo("x".repeat(198) + "…");
    }

    private static void write(WriteViolations writing) {
        var ignored = writing.write().onErrorComplete().subscribe();
    }

    private void count(String messageId, Instant at, PlanFault fault) {
        tally.count(new Tally.Seen("acme", "s", messageId, at, null), new Findings("p", 1, "E", List.of(fault), 0));
    }

    private static PlanFault fault(String property, PlanAction action) {
        return new PlanFault(property, "type", action, "string");
    }
}
