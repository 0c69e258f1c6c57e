package io.tributary.segment.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment is fresh only when what its newest definition decided can be found. */
class SegmentFreshnessTest {

    private static final String TOPIC = "segments";

    private Instant now = Instant.parse("2026-11-28T03:00:00Z");
    private final InstantSource clock = () -> now;
    private final AtomicBoolean judging = new AtomicBoolean();
    private final FeedProgress profiles = new FeedProgress(clock);
    private final DefinitionChanges changes = new DefinitionChanges(clock);
    private final SegmentFreshness freshness =
            new SegmentFreshness(profiles, new FeedProgress(clock), changes, judging::get);

    @BeforeEach
    void theIndexHasEverything() {
        passed();
        assertThat(freshness.isEvaluating()).isFalse();
    }

    private void passed() {
        profiles.reached(0);
        profiles.passed(profiles.now());
    }

    @Test
    void isEvaluatingFromTheMomentADefinitionChangesHoweverLongItTakesToBeHeard() {
        changes.decide();
        pass(Duration.ofMinutes(10));
        passed();
        assertThat(freshness.isEvaluating()).as("not announced").isTrue();

        changes.sent(TOPIC, 0, 7);
        changes.announced(1);
        assertThat(freshness.isEvaluating()).as("not heard").isTrue();
        changes.heard(TOPIC, 0, 6);
        changes.heard(TOPIC, 1, 9);
        assertThat(freshness.isEvaluating()).as("others are heard").isTrue();
        changes.heard(TOPIC, 0, 7);
        assertThat(freshness.isEvaluating()).isFalse();
    }

    @Test
    void isEvaluatingWhenAnotherDefinitionChangesWhileOneIsAnnounced() {
        changes.decide();
        long begun = changes.decided();
        changes.decide();
        changes.announced(begun);

        assertThat(freshness.isEvaluating()).isTrue();
    }

    @Test
    void isEvaluatingWhileProfilesWait() {
        judging.set(true);

        assertThat(freshness.isEvaluating()).isTrue();
    }

    @Test
    void isEvaluatingUntilTheIndexHasPassedWhatWasDecided() {
        changes.judged();

        passed();
        assertThat(freshness.isEvaluating())
                .as("perhaps nobody can read it yet")
                .isTrue();
        pass(Duration.ofSeconds(5));
        profiles.reached(700);
        assertThat(freshness.isEvaluating()).as("the index is at work").isTrue();
        profiles.reached(0);
        profiles.passed(clock.instant().minusSeconds(4));
        assertThat(freshness.isEvaluating())
                .as("all that there was some time ago can be found")
                .isTrue();
        passed();
        assertThat(freshness.isEvaluating()).isFalse();
    }

    @Test
    void isNotStaleWhileTheIndexPassesOneEndAfterAnother() {
        for (int i = 0; i < 10; i++) {
            profiles.passed(profiles.now());
            profiles.reached(3);
            pass(Duration.ofSeconds(5));
        }
        assertThat(freshness.index().stale())
                .as("there is always something new")
                .isFalse();

        pass(Duration.ofSeconds(15));
        profiles.reached(3);

        assertThat(freshness.index().cause()).isEqualTo("index-behind");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
