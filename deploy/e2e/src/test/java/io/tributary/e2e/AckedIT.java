package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.acked.AckedPlan;
import io.tributary.local.prove.acked.AckedProof;
import io.tributary.local.prove.acked.Verdict;
import io.tributary.local.watch.Progress;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The short form of {@code deploy/prove acked}: ten thousand people send while the collector dies, the broker dies, and
 * the broker stands still for ten seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedSuite.class)
class AckedIT {

    private static final int PEOPLE = 10_000;
    private static final AckedPlan PLAN =
            new AckedPlan(2, Duration.ofSeconds(10), Duration.ofSeconds(4), new Random().nextInt(), PEOPLE, 200);

    private Verdict verdict;

    @BeforeAll
    void killsCollectorAndBrokerUnderLoad(RunningSuite running) throws InterruptedException {
        verdict = new AckedProof(
                        running.suite(),
                        running.api(),
                        RunningSuite.project(),
                        running.data().root(),
                        PLAN,
                        new Progress(System.out, false))
                .run();
    }

    @Test
    void comesBackFromEveryFault() {
        assertThat(verdict.struck()).hasSize(PLAN.kills() + 1);
        assertThat(verdict.settled()).isTrue();
    }

    @Test
    void storesEveryAcknowledgedCallOnceAndCountsItOnce() {
        assertThat(verdict.equal())
                .as("seed %d: %s", PLAN.seed(), verdict.checked())
                .isTrue();
    }

    @Test
    void makesOneProfileOfEachOfTenThousandPeople() {
        assertThat(verdict.people()).isEqualTo(PEOPLE);
        assertThat(verdict.checked()).anyMatch(it -> it.startsWith("counted") && it.endsWith("by 10000 profiles"));
    }

    @Test
    void findsThePeopleOfTheLedgerByPreviewAndInTheSegment() {
        assertThat(verdict.countsAgree())
                .isNotEmpty()
                .allSatisfy(
                        (question, agrees) -> assertThat(agrees).as(question).isTrue());
    }

    @Test
    void isJudgedByACheckerThatNoticesWhatWasFalsified() {
        assertThat(verdict.noticed())
                .hasSize(4)
                .allSatisfy((what, noticed) -> assertThat(noticed).as(what).isTrue());
    }
}
