package io.tributary.segment.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment is fresh only when what its newest definition decided can be found. */
class SegmentFreshnessTest {

    private final Hand clock = new Hand();
    private final AtomicLong left = new AtomicLong();
    private final FeedProgress profiles = new FeedProgress(clock);
    private final SweepTimes sweepTimes = new SweepTimes(clock);
    private final SegmentFreshness freshness =
            new SegmentFreshness(profiles, new FeedProgress(clock), sweepTimes, left::get, clock);

    @BeforeEach
    void theIndexHasEverything() {
        profiles.reached(0);
        assertThat(freshness.isEvaluating()).isFalse();
    }

    @Test
    void isEvaluatingFromTheMomentADefinitionChanges() {
        sweepTimes.asked();

        clock.pass(Duration.ofSeconds(1));
        assertThat(freshness.isEvaluating()).as("the topology has not begun").isTrue();
        clock.pass(Duration.ofSeconds(2));
        assertThat(freshness.isEvaluating()).as("there was nobody to judge").isFalse();
    }

    @Test
    void isEvaluatingWhileProfilesWait() {
        left.set(1);

        assertThat(freshness.isEvaluating()).isTrue();
    }

    @Test
    void isEvaluatingUntilTheIndexHasPassedWhatASweepDecided() {
        sweepTimes.done();

        profiles.reached(0);
        assertThat(freshness.isEvaluating()).as("perhaps it is not committed").isTrue();
        clock.pass(Duration.ofSeconds(5));
        profiles.reached(700);
        assertThat(freshness.isEvaluating()).as("the index is at work").isTrue();
        profiles.reached(0);
        assertThat(freshness.isEvaluating()).isFalse();
    }

    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-11-28T03:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
