package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.erasure.Erasure;
import io.tributary.local.prove.erasure.Verdict;
import io.tributary.local.prove.erasure.Verdict.Question;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@code deploy/prove erasure}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedSuite.class)
class ErasureIT {

    /** The same person each time; {@code deploy/prove erasure} draws another one, kills a service in the middle and has an import wait meanwhile. */
    private static final Erasure.Plan PLAN = new Erasure.Plan(7, 12, false, 0, Duration.ofSeconds(15));

    private Verdict verdict;

    @BeforeAll
    void erasesAPerson(RunningSuite running) throws InterruptedException {
        verdict = new Erasure(running.suite(), running.data(), running.api(), RunningSuite.project(), System.out)
                .run(PLAN);
    }

    @ParameterizedTest
    @EnumSource
    void answersWell(Question question) {
        assertThat(verdict.complaints(question)).as("seed %d", PLAN.seed()).isEmpty();
    }
}
