package io.tributary.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Tally tally = new Tally();

    @Test
    void countsALatencyFromTheIntendedTimeAndNotFromTheSending() {
        // Due at 0, could only leave at 900 ms because the server was busy with another one, answered 10 ms later.
        tally.sent(0, 900 * MS, true);
        tally.answered(200, 0, 910 * MS);

        assertThat(result().latency().max()).isCloseTo(910, within(1.0));
    }

    @Test
    void showsAPauseOfTheServerInThePercentiles() {
        // 100 requests, one each millisecond; the server stands still for the first 90 ms and answers all of them then.
        for (int i = 0; i < 100; i++) {
            tally.sent(i * MS, i * MS, false);
            tally.answered(200, i * MS, Math.max(90, i + 1) * MS);
        }

        assertThat(result().latency().p50()).isCloseTo(40, within(2.0));
        assertThat(result().latency().p99()).isCloseTo(89, within(2.0));
    }

    @Test
    void callsOnlySendsLateThatTheGeneratorItselfDelayed() {
        tally.sent(0, 6 * MS, false);
        tally.sent(0, 6 * MS, true);
        tally.sent(0, 4 * MS, false);

        assertThat(result().punctuality()).isEqualTo(new LoadResult.Punctuality(1, 1));
    }

    @Test
    void discardsARunWithMoreThanOneInAHundredLate() {
        for (int i = 0; i < 100; i++) {
            tally.sent(0, i == 0 ? 6 * MS : 0, false);
        }
        assertThat(result().isPunctual()).isTrue();

        tally.sent(0, 6 * MS, false);
        assertThat(result().isPunctual()).isFalse();
    }

    @Test
    void tellsAnswersApart() {
        for (int status : new int[] {200, 202, 429, 503, 503}) {
            tally.sent(0, 0, false);
            tally.answered(status, 0, MS);
        }
        tally.sent(0, 0, false);
        tally.lost();

        var requests = result().requests();
        assertThat(requests.sent()).isEqualTo(6);
        assertThat(requests.taken()).isEqualTo(2);
        assertThat(requests.lost()).isEqualTo(1);
        assertThat(requests.otherAnswers()).containsOnly(java.util.Map.entry(429, 1L), java.util.Map.entry(503, 2L));
        assertThat(requests.allTaken()).isFalse();
    }

    @Test
    void countsOnlyTakenRequestsAsRate() {
        tally.sent(0, 0, false);
        tally.answered(200, 0, MS);
        tally.sent(0, 0, false);
        tally.answered(503, 0, MS);

        assertThat(tally.result(0, TimeUnit.SECONDS.toNanos(2)).requestsPerSecond())
                .isEqualTo(0.5);
    }

    private LoadResult result() {
        return tally.result(0, TimeUnit.SECONDS.toNanos(1));
    }
}
