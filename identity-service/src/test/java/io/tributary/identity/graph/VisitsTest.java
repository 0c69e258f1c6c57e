package io.tributary.identity.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.graph.DeviceUse.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pause of 30 parts two visits. */
class VisitsTest {

    private static DeviceUse use(Session... sessions) {
        return new DeviceUse(List.of(), new DeviceUse.Shared(1, 0), sessions.length, List.of(sessions));
    }

    private static Visits visits(Session... sessions) {
        return new Visits(use(sessions), 30);
    }

    @Test
    void beginsAVisitWithTheFirstAnonymousEvent() {
        var outcome = visits().anonymous(100);

        assertThat(outcome.ordinals()).containsExactly(1);
        assertThat(outcome.use().sessions()).containsExactly(new Session(1, 100, 100, false));
    }

    @Test
    void goesOnUntilThePauseIsLonger() {
        var open = new Session(1, 100, 120, false);

        assertThat(visits(open).anonymous(150).ordinals()).containsExactly(1);
        assertThat(visits(open).anonymous(151).ordinals()).containsExactly(2);
        assertThat(visits(open).anonymous(70).ordinals()).containsExactly(1);
        assertThat(visits(open).anonymous(69).ordinals()).containsExactly(2);
    }

    @Test
    void endsWithTheLoginThatFollowsWithinThePause() {
        var open = new Session(1, 100, 120, false);

        assertThat(visits(open).login(150).use().sessions()).containsExactly(new Session(1, 100, 150, true));
        assertThat(visits(open).login(151).ordinals()).isEmpty();
    }

    @Test
    void leavesWhatCameAfterTheLoginToTheNextVisit() {
        var ended = new Session(1, 100, 130, true);

        assertThat(visits(ended).anonymous(131).ordinals()).containsExactly(2);
        assertThat(visits(ended).anonymous(130).ordinals()).containsExactly(1);
    }

    @Test
    void givesALateEventToTheVisitThatTheNextLoginEnded() {
        var ended = new Session(1, 100, 130, true);
        var after = new Session(2, 135, 140, false);

        assertThat(visits(ended, after).anonymous(125).ordinals()).containsExactly(1);
        assertThat(visits(ended, after).anonymous(132).ordinals()).containsExactly(2);
    }

    @Test
    void joinsTheVisitsBetweenWhichALateEventLies() {
        var outcome = visits(new Session(1, 100, 110, false), new Session(2, 150, 160, false))
                .anonymous(130);

        assertThat(outcome.ordinals()).containsExactly(1, 2);
    }

    @Test
    void givesALateLoginNothingThatHappenedAfterIt() {
        var open = new Session(1, 100, 120, false);

        assertThat(visits(open).login(110).ordinals()).isEmpty();
    }

    @Test
    void changesNothingWhenAnEventComesAgain() {
        var first = visits().anonymous(100).use();
        var second = new Visits(first, 30).login(110).use();

        assertThat(new Visits(first, 30).anonymous(100).use()).isEqualTo(first);
        assertThat(new Visits(second, 30).anonymous(100).use()).isEqualTo(second);
        assertThat(new Visits(second, 30).login(110).use()).isEqualTo(second);
    }

    @Test
    void keepsTheLatestVisitsOnly() {
        var use = DeviceUse.NONE;
        for (int i = 0; i < 40; i++) {
            use = new Visits(use, 30).anonymous(1_000L * i).use();
        }

        assertThat(use.opened()).isEqualTo(40);
        assertThat(use.sessions())
                .hasSize(DeviceUse.MOST_SESSIONS)
                .last()
                .isEqualTo(new Session(40, 39_000, 39_000, false));
    }
}
