package io.tributary.segment.interval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.interval.Intervals.Interval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    private static final int ROUNDS = 1_000;

    @Test
    void combinesLikeTheirInstantsOneByOne() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var left = random(random);
            var right = random(random);

            var and = left.and(right);
            var or = left.or(right);
            var not = left.not();

            for (long t = -2; t < 42; t++) {
                assertThat(and.contains(t))
                        .as("and, seed %d, %d", seed, t)
                        .isEqualTo(left.contains(t) && right.contains(t));
                assertThat(or.contains(t))
                        .as("or, seed %d, %d", seed, t)
                        .isEqualTo(left.contains(t) || right.contains(t));
                assertThat(not.contains(t)).as("not, seed %d, %d", seed, t).isNotEqualTo(left.contains(t));
            }
            assertThat(not.not()).as("seed %d", seed).isEqualTo(left);
        }
    }

    @Test
    void flipsAtEachBoundAndNowhereElse() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var set = random(new Random(seed));

            for (long t = -2; t < 42; t++) {
                long next = set.nextBound(t);
                boolean now = set.contains(t);
                for (long later = t; later < Math.min(next, 45); later++) {
                    assertThat(set.contains(later))
                            .as("seed %d, %d", seed, later)
                            .isEqualTo(now);
                    assertThat(set.since(later)).as("seed %d, %d", seed, later).isEqualTo(set.since(t));
                }
                if (next != Intervals.FOR_EVER) {
                    assertThat(set.contains(next)).as("seed %d, %d", seed, next).isNotEqualTo(now);
                    assertThat(set.since(next)).as("seed %d, %d", seed, next).isEqualTo(next);
                }
            }
        }
    }

    @Test
    void joinsWhatTouches() {
        var joined = Intervals.union(
                List.of(new Interval(5, 9), new Interval(1, 3), new Interval(3, 5), new Interval(7, 7)));

        assertThat(joined).isEqualTo(Intervals.between(1, 9));
        assertThat(joined.or(joined.not())).isEqualTo(Intervals.ALWAYS);
        assertThat(joined.and(joined.not())).isEqualTo(Intervals.NEVER);
    }

    @Test
    void beginsDaysAtTheirFirstInstant() {
        var berlin = new Days(ZoneId.of("Europe/Berlin"));
        var beirut = new Days(ZoneId.of("Asia/Beirut"));
        var apia = new Days(ZoneId.of("Pacific/Apia"));
        long springForward = LocalDate.parse("2026-03-29").toEpochDay();
        long skipped = LocalDate.parse("2011-12-30").toEpochDay();

        assertThat(berlin.midnight(springForward + 1) - berlin.midnight(springForward))
                .isEqualTo(23 * 3_600_000L);
        assertThat(beirut.dayOf(beirut.midnight(springForward))).isEqualTo(springForward);
        assertThat(apia.midnight(skipped)).isEqualTo(apia.midnight(skipped + 1));
        assertThat(apia.dayOf(apia.midnight(skipped) - 1)).isEqualTo(skipped - 1);
        assertThat(apia.dayOf(apia.midnight(skipped))).isEqualTo(skipped + 1);
    }

    private static Intervals random(Random random) {
        var parts = new ArrayList<Interval>();
        for (int i = random.nextInt(5); i > 0; i--) {
            long from = random.nextInt(40);
            parts.add(new Interval(from, from + random.nextInt(8)));
        }
        var set = Intervals.union(parts);
        return random.nextInt(4) == 0 ? set.not() : set;
    }
}
