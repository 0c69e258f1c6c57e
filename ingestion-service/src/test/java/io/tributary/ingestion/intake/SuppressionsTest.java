package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {

    @BeforeEach
    void blockOnePerson() {
        var forEver = new DoorList.Window(Instant.EPOCH, null);
        List.of("user_idgone", "anonymous_idghost", "emailgone@example.com", "phone+491701234567", "crm_id77")
                .forEach(it -> Intake.DOOR_LIST.erase("acme", it.getBytes(StandardCharsets.UTF_8), forEver));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            identify | {"userId":" gone "}
            track    | {"anonymousId":"ghost","event":"E"}
            identify | {"userId":"u","traits":{"email":" Gone@Example.com "}}
            group    | {"userId":"u","groupId":"g","traits":{"email":"gone@example.com"}}
            identify | {"userId":"u","traits":{"phone":"+49 (170) 123-4567"}}
            track    | {"userId":"u","event":"E","context":{"traits":{"email":"gone@example.com"}}}
            track    | {"anonymousId":"a","event":"E","context":{"externalIds":[{"type":"x","id":"1"},{"id":"77","type":"crmId","collection":"users"}]}}
            track    | {"userId":"u","event":"E","context":{"externalIds":[{"type":"email","id":"GONE@example.com"}]}}
            alias    | {"userId":"u","previousId":"gone"}
            alias    | {"userId":"u","previousId":"ghost"}
            merge    | {"userId":"u","mergeProperties":[{"type":"x","value":"1"},{"type":"email","value":"Gone@example.com"}]}
            merge    | {"userId":"u","mergeProperties":[{"type":"mobile","value":"+49 170 1234567"}]}
            merge    | {"anonymousId":"a","mergeProperties":[{"type":"crmId","value":"77"}]}
            identify | {"userId":"gone","anonymousId":"a","traits":{"email":"here@example.com"}}
            identify | {"anonymousId":"ghost","traits":{"phone":"+49 30 1234567"}}
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

    /** Who holds an erased person's device now is somebody else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            track    | {"userId":"u","anonymousId":"ghost","event":"E"}
            identify | {"anonymousId":"ghost","traits":{"email":"here@example.com"}}
            track    | {"anonymousId":"ghost","event":"E","context":{"traits":{"email":"here@example.com"}}}
            track    | {"userId":"u","event":"E","context":{"externalIds":[{"id":"77","type":"crmId","collection":"users"}]}}
            merge    | {"userId":"u","mergeProperties":[{"type":"crmId","value":"77"}]}
            """)
    void takesInWhoHasAFreeIdentifierOfTheirOwnBesideABlockedDevice(String route, String json) {
        assertThat(Intake.judge(CallType.named(route), json)).isInstanceOf(IntakeVerdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"userId":"gone","context":{"consent":{"categoryPreferences":{"ads":true,"email":false}}}}
            {"anonymousId":"a","traits":{"email":"gone@example.com"},"context":{"consent":{"categoryPreferences":{"ads":true}}}}
            """)
    void takesAnErasedPersonInAgainWhoGrantsAPurpose(String json) {
        assertThat(Intake.judge(CallType.IDENTIFY, json)).isInstanceOf(IntakeVerdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            track    | {"userId":"gone","event":"E","context":{"consent":{"categoryPreferences":{"ads":true}}}}
            merge    | {"userId":"gone","mergeProperties":[{"type":"a","value":"b"}],"context":{"consent":{"categoryPreferences":{"ads":true}}}}
            identify | {"userId":"gone","context":{"consent":{"categoryPreferences":{"ads":false}}}}
            identify | {"userId":"gone","context":{"consent":{"categoryPreferences":{"ads":"true"}}}}
            identify | {"userId":"gone","context":{"consent":{"categoryPreferences":{"*":true}}}}
            identify | {"userId":"gone","context":{"consent":true}}
            identify | {"userId":"gone","context":{}}
            identify | {"userId":"gone","timestamp":"soon","context":{"consent":{"categoryPreferences":{"ads":true}}}}
            """)
    void keepsAnErasedPersonOutWhoSaysNothingLikeThat(String route, String json) {
        assertThat(Intake.judge(CallType.named(route), json)).isInstanceOf(IntakeVerdict.Suppressed.class);
    }

    /** The region is the tenant's; identity writes all of these as +491701234567 as well. */
    @ParameterizedTest
    @ValueSource(strings = {"0170 1234567", "(0170) 123-4567", "+49 170 1234567", "0049 170 1234567"})
    void knowsAPhoneNumberHoweverItsRegionWritesIt(String phone) {
        var tenants = new Tenants();
        tenants.put(new TenantState("acme", false, 0, OwnLimits.NONE, PrivateFields.NONE, "DE", true));
        var call = Intake.call("{\"userId\":\"u\",\"traits\":{\"phone\":\"" + phone + "\"}}");
        var arrival = Arrival.atTheDoor(Intake.source(), CallType.IDENTIFY, Intake.NOW, false, EventLimits.DEFAULTS);

        assertThat(Intake.policy(tenants, Intake.noPlans()).judge(call, arrival))
                .isInstanceOf(IntakeVerdict.Suppressed.class);
        assertThat(Intake.policy().judge(call, arrival))
                .isInstanceOf(phone.startsWith("+") ? IntakeVerdict.Suppressed.class : IntakeVerdict.Accepted.class);
    }

    @Test
    void takesAReturnOnlyForOneThatCameInAfterTheErasure() {
        var digest = "user_idlately".getBytes(StandardCharsets.UTF_8);
        Intake.DOOR_LIST.erase("acme", digest, new DoorList.Window(Intake.NOW, null));
        var json = "{\"userId\":\"lately\",\"context\":{\"consent\":{\"categoryPreferences\":{\"ads\":true}}}}";

        assertThat(Intake.judge(json, received(Intake.NOW.minusSeconds(60))))
                .isInstanceOf(IntakeVerdict.Suppressed.class);
        assertThat(Intake.judge(json, received(Intake.NOW.plusMillis(1)))).isInstanceOf(IntakeVerdict.Accepted.class);
    }

    private static Arrival received(Instant at) {
        return new Arrival(
                Intake.source(), CallType.IDENTIFY, at, Intake.NOW.plusSeconds(60), false, EventLimits.DEFAULTS);
    }

    /** Of what an admin's request suppresses there is no return. */
    @Test
    void keepsWhomARequestKeepsOutWhateverTheySay() {
        Intake.DOOR_LIST.keepOut("acme", "user_idasked".getBytes(StandardCharsets.UTF_8));

        assertThat(Intake.judge(
                        CallType.IDENTIFY,
                        "{\"userId\":\"asked\",\"context\":{\"consent\":{\"categoryPreferences\":{\"ads\":true}}}}"))
                .isInstanceOf(IntakeVerdict.Suppressed.class);
    }

    @Test
    void letsEverybodyElseIn() {
        assertThat(Intake.judge(CallType.IDENTIFY, "{\"userId\":\"here\",\"traits\":{\"email\":\"here@example.com\"}}"))
                .isInstanceOf(IntakeVerdict.Accepted.class);
    }
}
