package io.tributary.segment.adapter.kafka.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final long MEBIBYTE = 1 << 20;

    private final Gathering gathering = new Gathering(new BatchFeed.Batching(100, Duration.ofMillis(500), Duration.ZERO)
            .withLongestWindow(Duration.ofSeconds(3)));

    @Test
    void handsOverWhatIsManyOrLargeOrOld() {
        assertThat(gathering.isDue(99, MEBIBYTE, millis(499))).isFalse();
        assertThat(gathering.isDue(100, MEBIBYTE, 0)).isTrue();
        assertThat(gathering.isDue(1, 16 * MEBIBYTE, 0)).isTrue();
        assertThat(gathering.isDue(1, MEBIBYTE, millis(500))).isTrue();
        assertThat(gathering.isDue(0, 0, millis(10_000))).isFalse();
    }

    @Test
    void waitsLongerWhileItsStoreIsSlow() {
        gathering.wrote(millis(400));

        assertThat(gathering.isDue(1, MEBIBYTE, millis(1_599))).isFalse();
        assertThat(gathering.isDue(1, MEBIBYTE, millis(1_600))).isTrue();
        assertThat(gathering.isDue(100, MEBIBYTE, 0)).isTrue();
    }

    @Test
    void waitsNeverLongerThanItMay() {
        gathering.wrote(millis(60_000));

        assertThat(gathering.isDue(1, MEBIBYTE, millis(2_999))).isFalse();
        assertThat(gathering.isDue(1, MEBIBYTE, millis(3_000))).isTrue();
    }

    @Test
    void isAsQuickAsBeforeOnceItsStoreIs() {
        gathering.wrote(millis(400));
        gathering.wrote(millis(100));

        assertThat(gathering.isDue(1, MEBIBYTE, millis(500))).isTrue();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
