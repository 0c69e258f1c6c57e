package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.suppression.DoorList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTest {

    @BeforeEach
    void blockOnePerson() {
        var forEver = new DoorList.Window(Instant.EPOCH, null);
        List.of("user_idgone", "anonymous_idghost", "emailgone@example.com", "phone+491701234567", "crm_id77")
                .forEach(it -> Intake.DOOR_LIST.block("acme", it.getBytes(StandardCharsets.UTF_8), forEver));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            identify | {"userId":" gone "}
            track    | {"anonymousId":"ghost","event":"E"}
            identify | {"userId":"u","traits":{"email":" Gone@Example.com "}}
            group    | {"userId":"u","groupId":"g","traits":{"email":"gone@example.com"}}
            identify | {"userId":"u","traits":{"phone":"+49 (170) 123-4567"}}
            track    | {"userId":"u","event":"E","context":{"traits":{"email":"gone@example.com"}}}
            track    | {"userId":"u","event":"E","context":{"externalIds":[{"type":"x","id":"1"},{"id":"77","type":"crmId","collection":"users"}]}}
            track    | {"userId":"u","event":"E","context":{"externalIds":[{"type":"email","id":"GONE@example.com"}]}}
            alias    | {"userId":"u","previousId":"gone"}
            alias    | {"userId":"u","previousId":"ghost"}
            merge    | {"userId":"u","mergeProperties":[{"type":"x","value":"1"},{"type":"email","value":"Gone@example.com"}]}
            merge    | {"userId":"u","mergeProperties":[{"type":"mobile","value":"+49 170 1234567"}]}
            merge    | {"userId":"u","mergeProperties":[{"type":"crmId","value":"77"}]}
            """)
    void knowsASuppressedPersonByEachIdentifier(String route, String json) {
        var verdict = (IntakeVerdict.Suppressed) Intake.judge(CallType.named(route), json);

        assertThat(verdict.refusal()).isNull();
    }

    @Test
    void knowsASuppressedPersonByWhatABatchSaysForAllOfItsCalls() {
        var envelope = (Reading.Envelope) new CallReader()
                .readBatch(("{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}],"
                                + "\"context\":{\"traits\":{\"email\":\"gone@example.com\"}}}")
                        .getBytes(StandardCharsets.UTF_8));

        var verdict = Intake.policy().judge(envelope.calls().getFirst(), envelope.shared(), Intake.arrival(null));

        assertThat(verdict).isInstanceOf(IntakeVerdict.Suppressed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            track    | {"userId":"gone"}                                | missing-field
            track    | {"userId":"gone","event":"E","timestamp":"soon"} | invalid-time
            identify | {"userId":"gone","traits":"x"}                   | invalid-field
            track    | {"user_id":"gone","event":"E"}                   | no-identifier
            track    | {"anonymous_id":"ghost","event":"E"}             | no-identifier
            identify | {"traits":{"email":"gone@example.com"}}          | no-identifier
            """)
    void answersABadCallOfASuppressedPersonLikeAnybodysAndKeepsNothing(String route, String json, String kind) {
        var suppressed = (IntakeVerdict.Suppressed) Intake.judge(CallType.named(route), json);
        var anybody = (IntakeVerdict.Refused) Intake.judge(
                CallType.named(route), json.replace("gone", "someone").replace("ghost", "someone"));

        assertThat(suppressed.refusal()).isEqualTo(anybody.refusal());
        assertThat(anybody.refusal().kind()).isEqualTo(kind);
    }

    @Test
    void letsEverybodyElseIn() {
        assertThat(Intake.judge(CallType.IDENTIFY, "{\"userId\":\"here\",\"traits\":{\"email\":\"here@example.com\"}}"))
                .isInstanceOf(IntakeVerdict.Accepted.class);
    }
}
