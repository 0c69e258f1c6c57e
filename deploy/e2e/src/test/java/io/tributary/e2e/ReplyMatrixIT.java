package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.replies.ReplyCase;
import io.tributary.local.prove.replies.ReplyProof;
import io.tributary.local.prove.replies.ReplyTarget;
import io.tributary.local.watch.Progress;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status of the collector provoked for real, through the gateway and direct, each answer compared as a whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedSuite.class)
class ReplyMatrixIT {

    private static final int HOSTILE_REQUESTS = 500;

    private ReplyProof proof;

    @BeforeAll
    void makesTheTenants(RunningSuite running) {
        proof = new ReplyProof(ReplyTarget.of(running.suite(), running.api()), new Progress(System.out, false));
    }

    List<ReplyCase> cases() {
        return proof.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Order(1)
    void answersAsTheReferenceSays(ReplyCase row) {
        assertThat(proof.ask(row)).isEmpty();
    }

    @Test
    @Order(2)
    void answers503WhileTheBrokerStandsStill() throws InterruptedException {
        assertThat(proof.stopBroker())
                .hasSize(2)
                .allSatisfy(
                        (row, differences) -> assertThat(differences).as(row).isEmpty());
    }

    @Test
    @Order(3)
    void answersOthersWhileSendersStall() throws InterruptedException {
        var report = proof.slowSenders();

        assertThat(report.differences()).as("%s", report).isEmpty();
    }

    /** After the rows: what they left behind. */
    @Test
    @Order(4)
    void keepsNothingOfARefusedRequestAndTheRestOnce() throws InterruptedException {
        assertThat(proof.keptWrongly()).isEmpty();
    }

    @Test
    @Order(5)
    void keepsItsMemoryFlatUnderHostileRequests() throws InterruptedException {
        var report = proof.memory(HOSTILE_REQUESTS);

        assertThat(report.differences()).as("%s", report).isEmpty();
    }
}
