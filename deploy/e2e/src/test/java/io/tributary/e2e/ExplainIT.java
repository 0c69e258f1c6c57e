package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.explain.ExplainProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code deploy/prove explain}: all rules, and time as it goes. */
@ExtendWith(SharedSuite.class)
class ExplainIT {

    @Test
    void bringsInWhoDoesWhatIsExplainedAndNobodyWhoDoesLess(RunningSuite running) throws InterruptedException {
        assertThat(new ExplainProof(running.suite(), running.api(), System.out).holds())
                .isTrue();
    }
}
