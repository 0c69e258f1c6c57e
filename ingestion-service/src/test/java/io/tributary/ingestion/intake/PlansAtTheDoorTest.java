package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import io.tributary.ingestion.plan.Plans;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlansAtTheDoorTest {

    @Test
    void judgesTraitsThatTheEnvelopesContextStates() {
        var verdict = judge("omit", """
                {"batch":[{"type":"identify","userId":"u","traits":{"plan":"pro"}}],
                 "context":{"traits":{"age":"old"},"locale":"de"}}""");

        var accepted = (IntakeVerdict.Accepted) verdict;
        assertThat(((Call.Identify) accepted.event().call()).traits()).hasToString("{\"plan\":\"pro\"}");
        assertThat(accepted.event().asSent().traitsAdded()).isZero();
        assertThat(accepted.event().context()).hasToString("{\"traits\":{},\"locale\":\"de\"}");
    }

    @Test
    void blocksWhatTheEnvelopesContextStates() {
        var verdict = judge("block", """
                {"batch":[{"type":"identify","userId":"u","traits":{"plan":"pro"}}],"context":{"traits":{"age":"old"}}}""");

        assertThat(((IntakeVerdict.Refused) verdict).refusal().pointer()).isEqualTo("/traits/age");
    }

    @Test
    void asksNoTraitsOfAMerge() {
        var verdict = policy("block")
                .judge(
                        Intake.call("{\"userId\":\"u\",\"mergeProperties\":[{\"type\":\"crm\",\"value\":\"7\"}]}"),
                        Intake.arrival(CallType.MERGE));

        assertThat(((IntakeVerdict.Accepted) verdict).findings()).isEqualTo(Findings.NONE);
    }

    private static IntakeVerdict judge(String action, String batch) {
        var envelope = (Reading.Envelope) new CallReader().readBatch(batch.getBytes(StandardCharsets.UTF_8));
        return policy(action).judge(envelope.calls().getFirst(), envelope.shared(), Intake.arrival(null));
    }

    private static IntakePolicy policy(String action) {
        return Intake.policy(new Tenants(), Plans.judgingAll("""
                {"identify":{"action":"%s","schema":{"type":"object","required":["plan"],
                  "properties":{"plan":{"type":"string"},"age":{"type":"number"}}}}}""".formatted(action)));
    }
}
