package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.takeback.TakeBack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code deploy/prove takeback}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedSuite.class)
class TakeBackIT {

    /** The same story each time; {@code deploy/prove takeback} draws another one each time and kills a service in it. */
    private static final TakeBack.Plan PLAN = new TakeBack.Plan(4, 1_000, false);

    private TakeBack.Result result;

    @BeforeAll
    void mergesTwoPeopleAndTakesItBack(RunningSuite running) throws InterruptedException {
        result = new TakeBack(running.suite(), running.api(), System.out).run(PLAN);
    }

    @Test
    void comesToRestEachTime() {
        assertThat(result.settled()).isTrue();
    }

    @Test
    void takesNobodyOutOfADestinationBecauseOfAMerge() {
        assertThat(result.moved().nobody()).as("%s", result.moved()).isTrue();
    }

    @Test
    void pushesSomebodyWhileTheTwoAreOne() {
        assertThat(result.pushed()).isPositive();
    }

    @Test
    void tellsTheWorldsApartWhileTheTwoAreOne() {
        assertThat(result.different()).isPositive();
    }

    @Test
    void leavesTheWorldInWhichTheMergeNeverHappened() {
        assertThat(result.differences()).as("seed %d", PLAN.seed()).isEmpty();
    }
}
