package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.TrackingEvent;
import io.tributary.ingestion.suppression.DoorList;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakePolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            track    | {"event":"E"}                                    | no-identifier    | /userId
            track    | {"event":"E","user_id":"u"}                      | no-identifier    | /userId
            track    | {"event":"E","anonymous_id":"a"}                 | no-identifier    | /anonymousId
            track    | {"event":"E","userId":null,"anonymousId":" "}    | no-identifier    | /userId
            track    | {"userId":"u"}                                   | missing-field    | /event
            track    | {"userId":"u","event":" "}                       | missing-field    | /event
            group    | {"userId":"u"}                                   | missing-field    | /groupId
            alias    | {"previousId":"p"}                               | missing-field    | /userId
            alias    | {"userId":"u","anonymousId":"a"}                 | missing-field    | /previousId
            merge    | {"userId":"u"}                                   | missing-field    | /mergeProperties
            merge    | {"userId":"u","mergeProperties":"x"}             | missing-field    | /mergeProperties
            merge    | {"userId":"u","mergeProperties":[{"type":"a"}]}  | invalid-field    | /mergeProperties
            merge    | {"userId":"u","mergeProperties":[1]}             | invalid-field    | /mergeProperties
            merge    | {"mergeProperties":[{"type":"a","value":"b"}]}   | no-identifier    | /userId
            identify | {"traits":{"email":"a@b.c"}}                     | no-identifier    | /userId
            identify | {"userId":{"id":1}}                              | invalid-field    | /userId
            identify | {"userId":true}                                  | invalid-field    | /userId
            identify | {"userId":"u","traits":"x"}                      | invalid-field    | /traits
            identify | {"userId":"u","traits":[1]}                      | invalid-field    | /traits
            identify | {"userId":"a\\u0000b"}                           | invalid-field    | /userId
            identify | {"userId":"a\\ud800b"}                           | invalid-field    | /userId
            identify | {"userId":"u","timestamp":"yesterday"}           | invalid-time     | /timestamp
            identify | {"userId":"u","originalTimestamp":"2026-13-01"}  | invalid-time     | /originalTimestamp
            """)
    void refusesWithTheKindAndThePlace(String route, String json, String kind, String pointer) {
        var refused = (IntakeVerdict.Refused) Intake.judge(CallType.named(route), json);

        assertThat(refused.refusal().kind()).isEqualTo(kind);
        assertThat(refused.refusal().pointer()).isEqualTo(pointer);
        assertThat(refused.call()).isEqualTo(route);
        assertThat(refused.original()).hasToString(json);
    }

    @Test
    void refusesACallOfNoKnownType() {
        assertThat(kind(null, "{\"type\":\"click\",\"userId\":\"u\"}")).isEqualTo("unknown-type");
        assertThat(kind(null, "{\"userId\":\"u\"}")).isEqualTo("unknown-type");
        assertThat(kind(null, "[1]")).isEqualTo("not-an-object");
    }

    @Test
    void refusesWhatIsTooLargeTooDeepOrTooWide() {
        var large = "{\"userId\":\"u\",\"event\":\"E\",\"properties\":{\"a\":\"" + "x".repeat(33_000) + "\"}}";
        var deep = "{\"userId\":\"u\",\"event\":\"E\",\"properties\":" + "{\"a\":".repeat(32) + "1" + "}".repeat(33);
        var wide = new StringBuilder("{\"userId\":\"u\",\"event\":\"E\",\"properties\":{\"k\":0");
        for (int member = 0; member < 300; member++) {
            wide.append(",\"k").append(member).append("\":1");
        }

        assertThat(kind(CallType.TRACK, large)).isEqualTo("too-large");
        assertThat(kind(CallType.TRACK, deep)).isEqualTo("too-deep");
        assertThat(kind(CallType.TRACK, wide + "}}")).isEqualTo("too-many-members");
    }

    @Test
    void countsTheEnvelopesShareToTheSizeOfEachCall() {
        var context = "{\"a\":\"" + "x".repeat(40_000) + "\"}";
        var envelope = (Reading.Envelope) new CallReader()
                .readBatch(("{\"batch\":[{\"type\":\"identify\",\"userId\":\"u\"}],\"context\":" + context + "}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        var verdict = Intake.policy().judge(envelope.calls().getFirst(), envelope.shared(), Intake.arrival(null));

        assertThat(((IntakeVerdict.Refused) verdict).refusal()).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void takesTheTypeOfTheRouteBeforeTheOneOfTheCall() {
        var event = accepted(CallType.TRACK, "{\"type\":\"page\",\"userId\":\"u\",\"event\":\"E\"}");

        assertThat(event.call()).isEqualTo(new Call.Track("E", null));
    }

    @Test
    void takesTheOldNameOfTheTypeField() {
        assertThat(accepted(null, "{\"action\":\"track\",\"userId\":\"u\",\"event\":\"E\"}")
                        .call())
                .isInstanceOf(Call.Track.class);
    }

    /** The test's digest is the text itself, so what is told apart shows. */
    @Test
    void givesTheSameIdToACallThatSaysWhenItWasWhenItComesAgain() {
        var call = "{\"userId\":\"u\",\"timestamp\":\"2026-01-01T10:00:00Z\"}";
        var first = ((IntakeVerdict.Accepted) Intake.judge(CallType.IDENTIFY, call)).messageId();
        var again = ((IntakeVerdict.Accepted) Intake.judge(CallType.IDENTIFY, call)).messageId();
        var undated = ((IntakeVerdict.Accepted) Intake.judge(CallType.IDENTIFY, "{\"userId\":\"u\"}")).messageId();

        assertThat(first).startsWith("call-").isEqualTo(again);
        assertThat(undated).startsWith("given-");
    }

    @Test
    void givesAnIdToACallWithoutOneAndKeepsTheIdOfEveryOther() {
        var given = (IntakeVerdict.Accepted) Intake.judge(CallType.IDENTIFY, "{\"userId\":\"u\"}");
        var kept = (IntakeVerdict.Accepted) Intake.judge(CallType.IDENTIFY, "{\"userId\":\"u\",\"messageId\":\"m\"}");

        assertThat(given.messageId()).isEqualTo("given-1");
        assertThat(given.idWasGiven()).isTrue();
        assertThat(kept.messageId()).isEqualTo("m");
        assertThat(kept.idWasGiven()).isFalse();
    }

    @Test
    void readsTraitsFromTheContextUnderThoseOfTheCall() {
        var event = accepted(
                CallType.IDENTIFY,
                "{\"userId\":\"u\",\"traits\":{\"plan\":\"pro\"},\"context\":{\"traits\":{\"plan\":\"free\",\"age\":7}}}");

        assertThat(((Call.Identify) event.call()).traits()).hasToString("{\"plan\":\"pro\",\"age\":7}");
    }

    @Test
    void readsTraitsFromTheEnvelopesContextWhereTheCallHasNone() {
        var shared = "\"context\":{\"traits\":{\"plan\":\"free\"}}";

        var without = accepted(
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"age\":7}}]," + shared + "}");
        var with =
                accepted("{\"batch\":[{\"type\":\"identify\",\"userId\":\"u\",\"context\":{\"traits\":{\"age\":7}}}],"
                        + shared + "}");

        assertThat(((Call.Identify) without.call()).traits()).hasToString("{\"age\":7,\"plan\":\"free\"}");
        assertThat(((Call.Identify) with.call()).traits()).hasToString("{\"age\":7}");
    }

    @Test
    void takesAMergeAsAnIdentifyWithMoreIdentifiers() {
        var event = accepted(
                CallType.MERGE,
                "{\"userId\":\"u\",\"context\":{\"ip\":\"::1\",\"externalIds\":[{\"id\":\"1\",\"type\":\"crm\"}]},"
                        + "\"mergeProperties\":[{\"type\":\"email\",\"value\":\"a@b.c\"},{\"value\":\"+49\",\"type\":\"mobile\"}]}");

        assertThat(event.call()).isEqualTo(new Call.Identify(null));
        assertThat(event.context())
                .hasToString("{\"externalIds\":["
                        + "{\"id\":\"a@b.c\",\"type\":\"email\",\"collection\":\"users\",\"encoding\":\"none\"},"
                        + "{\"id\":\"+49\",\"type\":\"phone\",\"collection\":\"users\",\"encoding\":\"none\"},"
                        + "{\"id\":\"1\",\"type\":\"crm\"}],\"ip\":\"::1\"}");
    }

    @Test
    void leavesMergePropertiesOfOtherCallsAlone() {
        assertThat(accepted(CallType.TRACK, "{\"userId\":\"u\",\"event\":\"E\",\"mergeProperties\":[1]}")
                        .context())
                .isNull();
    }

    @Test
    void refusesMoreMergedIdentifiersThanAPersonHas() {
        var ids = "{\"type\":\"a\",\"value\":\"b\"},".repeat(11);

        assertThat(kind(
                        CallType.MERGE,
                        "{\"userId\":\"u\",\"mergeProperties\":[" + ids.substring(0, ids.length() - 1) + "]}"))
                .isEqualTo("too-many-members");
    }

    @Test
    void putsAPagesCategoryBesideItsPropertiesUnlessTheyHaveOne() {
        var added = (Call.Page) accepted(CallType.PAGE, "{\"userId\":\"u\",\"name\":\"Home\",\"category\":\"Docs\"}")
                .call();
        var kept = (Call.Page)
                accepted(CallType.PAGE, "{\"userId\":\"u\",\"category\":\"A\",\"properties\":{\"category\":\"B\"}}")
                        .call();

        assertThat(added.name()).isEqualTo("Home");
        assertThat(added.properties()).hasToString("{\"category\":\"Docs\"}");
        assertThat(kept.properties()).hasToString("{\"category\":\"B\"}");
    }

    @Test
    void acceptsAnAliasToTheSameId() {
        assertThat(accepted(CallType.ALIAS, "{\"userId\":\"u\",\"previousId\":\"u\"}")
                        .call())
                .isEqualTo(new Call.Alias("u"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"userId":" gone "}
            {"userId":"u","traits":{"email":" Gone@Example.com "}}
            {"userId":"u","context":{"traits":{"email":"gone@example.com"}}}
            """)
    void suppressesABlockedPersonByEachIdentifier(String json) {
        var forEver = new DoorList.Window(Instant.EPOCH, null);
        Intake.DOOR_LIST.erase("acme", "user_idgone".getBytes(java.nio.charset.StandardCharsets.UTF_8), forEver);
        Intake.DOOR_LIST.erase(
                "acme", "emailgone@example.com".getBytes(java.nio.charset.StandardCharsets.UTF_8), forEver);

        assertThat(Intake.judge(CallType.IDENTIFY, json)).isInstanceOf(IntakeVerdict.Suppressed.class);
    }

    private static TrackingEvent accepted(String batch) {
        var envelope =
                (Reading.Envelope) new CallReader().readBatch(batch.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var verdict = Intake.policy().judge(envelope.calls().getFirst(), envelope.shared(), Intake.arrival(null));
        return ((IntakeVerdict.Accepted) verdict).event();
    }

    private static String kind(@Nullable CallType route, String json) {
        return ((IntakeVerdict.Refused) Intake.judge(route, json)).refusal().kind();
    }

    private static TrackingEvent accepted(@Nullable CallType route, String json) {
        return ((IntakeVerdict.Accepted) Intake.judge(route, json)).event();
    }
}
