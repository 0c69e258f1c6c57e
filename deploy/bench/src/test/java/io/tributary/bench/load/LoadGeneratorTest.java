package io.tributary.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.load.FakeServer.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final Duration RUN = Duration.ofMillis(600);

    @Test
    void sendsAsManyRequestsAsTheTimetableHas() throws Exception {
        var result = against(new Behaviour(0, 200, 0), new Pace.Open(200, 16, RUN));

        assertThat(result.requests().sent()).isEqualTo(120);
        assertThat(result.requests().taken()).isEqualTo(120);
        assertThat(result.seconds()).isBetween(0.5, 5.0);
    }

    @Test
    void keepsSendingWhileAnAnswerIsOutstanding() throws Exception {
        // The first answer comes after 300 ms. In a closed loop on one connection nothing else would be sent meanwhile.
        var result = against(new Behaviour(300, 200, 1), new Pace.Open(100, 64, RUN));

        assertThat(result.requests().taken()).isEqualTo(60);
        assertThat(result.latency().max()).isGreaterThan(280);
        assertThat(result.latency().p50()).isLessThan(200);
    }

    @Test
    void chargesTheWaitForAConnectionToTheServer() throws Exception {
        // One connection and a stall of 300 ms: about thirty requests become due meanwhile and leave late.
        var result = against(new Behaviour(300, 200, 1), new Pace.Open(100, 1, RUN));

        assertThat(result.requests().taken()).isEqualTo(60);
        assertThat(result.punctuality().waited()).isGreaterThan(20);
        assertThat(result.latency().p50()).isGreaterThan(1);
        assertThat(result.latency().p90()).isGreaterThan(150);
    }

    @Test
    void sendsAgainAtOnceInAClosedLoop() throws Exception {
        var result = against(new Behaviour(0, 200, 0), new Pace.Closed(4, RUN));

        assertThat(result.requests().sent()).isGreaterThan(200);
        assertThat(result.requests().allTaken()).isTrue();
        assertThat(result.punctuality()).isEqualTo(new LoadResult.Punctuality(0, 0));
    }

    @Test
    void keepsOtherAnswersApart() throws Exception {
        var result = against(new Behaviour(0, 503, 0), new Pace.Open(100, 4, RUN));

        assertThat(result.requests().taken()).isZero();
        assertThat(result.requests().otherAnswers()).containsOnlyKeys(503);
        assertThat(result.requestsPerSecond()).isZero();
    }

    @Test
    void countsRequestsAsLostWhenTheServerHangsUp() throws Exception {
        var result = against(Behaviour.HANGS_UP, new Pace.Open(100, 4, RUN));

        assertThat(result.requests().lost()).isEqualTo(4);
        assertThat(result.requests().taken()).isZero();
    }

    private static LoadResult against(Behaviour behaviour, Pace pace) throws Exception {
        try (var server = new FakeServer(behaviour);
                var generator = new LoadGenerator()) {
            var target = new Target(server.uri(), "/v1/batch", "key");
            var bodies = new Bodies("run00001", ShopEvents.views(600), 1, () -> 1, System::currentTimeMillis);
            return generator.run(target, pace, bodies);
        }
    }
}
