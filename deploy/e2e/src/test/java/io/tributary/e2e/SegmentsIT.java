package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.segments.Plan;
import io.tributary.local.prove.segments.SegmentsProof;
import io.tributary.local.watch.Progress;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The short form of {@code deploy/prove segments}: Elasticsearch is down for ten seconds and segment-service is killed; the
 * replay is another tenant of the same suite, told afterwards.
 */
@ExtendWith(SharedSuite.class)
class SegmentsIT {

    private static final Plan PLAN =
            new Plan(new Random().nextInt(), 80, 40, Duration.ofSeconds(10), Duration.ofSeconds(1), false);

    @Test
    void keepsMembershipsEqualToAReplayThroughFaults(RunningSuite running) throws InterruptedException {
        var progress = new Progress(System.out, false);
        try (var proof = new SegmentsProof(running.suite(), running.api(), PLAN, progress)) {
            proof.disturb();
            var verdict = proof.judge(running.suite(), running.api());

            assertThat(verdict.stages())
                    .hasSize(7)
                    .allSatisfy(it -> assertThat(it.holds())
                            .as("seed %d, %s: %s", PLAN.seed(), it.name(), it.figures())
                            .isTrue());
        }
    }
}
