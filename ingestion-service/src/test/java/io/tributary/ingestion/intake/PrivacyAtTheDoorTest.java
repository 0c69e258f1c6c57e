package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrivacyAtTheDoorTest {

    @Test
    void keepsAPrivateTraitOutOfTheTraitsAndOutOfTheContext() {
        var event = accepted(
                Intake.keepingOut("traits.email", "#traits.phone"),
                CallType.IDENTIFY,
                "{\"userId\":\"u\",\"traits\":{\"email\":\"a@b.c\",\"plan\":\"pro\"},"
                        + "\"context\":{\"traits\":{\"email\":\"a@b.c\",\"phone\":\"+49\"}}}");

        assertThat(((Call.Identify) event.event().call()).traits())
                .hasToString("{\"plan\":\"pro\",\"phone\":\"" + Intake.digested("+49") + "\"}");
        assertThat(event.event().context()).hasToString("{\"traits\":{\"phone\":\"" + Intake.digested("+49") + "\"}}");
    }

    @Test
    void keepsAPrivateFieldOutOfWhatABatchSaysForAllOfItsCalls() {
        var envelope = (Reading.Envelope) new CallReader()
                .readBatch(("{\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}],"
                                + "\"context\":{\"ip\":\"8.8.8.8\",\"locale\":\"de\"},"
                                + "\"integrations\":{\"Mail\":{\"to\":\"a@b.c\"}}}")
                        .getBytes(StandardCharsets.UTF_8));

        var verdict = Intake.policy(Intake.keepingOut("context.ip", "integrations.Mail.to"), Intake.noPlans())
                .judge(envelope.calls(), envelope.shared(), Intake.arrival(null))
                .getFirst();

        var event = ((IntakeVerdict.Accepted) verdict).event();
        assertThat(event.context()).hasToString("{\"locale\":\"de\"}");
        assertThat(event.integrations()).hasToString("{\"Mail\":{}}");
    }

    @Test
    void keepsAPrivateMemberOutOfWhatABatchSaysBeyondTheProtocol() {
        var policy = Intake.policy(Intake.keepingOut("device.serial", "#owner", "channel"), Intake.noPlans());

        var verdict = Intake.judgeBatch(
                        policy,
                        "{\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"timestamp\":\"2026-01-01T10:00:00Z\"}],"
                                + "\"device\":{\"serial\":\"7\",\"os\":\"x\"},\"owner\":\"anna\",\"channel\":\"browser\","
                                + "\"sentAt\":\"2026-01-01T10:00:30Z\"}")
                .getFirst();

        var event = ((IntakeVerdict.Accepted) verdict).event();
        assertThat(event.asSent().others())
                .hasToString("{\"timestamp\":\"2026-01-01T10:00:00Z\",\"device\":{\"os\":\"x\"},\"owner\":\""
                        + Intake.digested("anna") + "\"}");
        assertThat(event.times().timestamp())
                .as("a private channel still says whose clock it was")
                .isEqualTo(Intake.NOW.minusSeconds(30));
    }

    @Test
    void keepsAPrivateCategoryOutOfThePageInBothOfItsPlaces() {
        var event = accepted(
                Intake.keepingOut("properties.category"), CallType.PAGE, "{\"userId\":\"u\",\"category\":\"Health\"}");

        assertThat(((Call.Page) event.event().call()).properties()).isNull();
        assertThat(event.event().asSent().others()).isNull();
    }

    @Test
    void keepsThePrivateIdentifiersOfAMergeOutOfTheContextAndOutOfTheOthers() {
        var merge = "{\"userId\":\"u\",\"mergeProperties\":[{\"type\":\"crm\",\"value\":\"7\"}]}";

        var dropped = accepted(Intake.keepingOut("context.externalIds.*.id"), CallType.MERGE, merge);
        var hashed = accepted(Intake.keepingOut("#context.externalIds.*.id"), CallType.MERGE, merge);

        assertThat(dropped.event().context()).isNull();
        assertThat(dropped.event().asSent().others()).hasToString("{\"mergeProperties\":[{\"type\":\"crm\"}]}");
        assertThat(hashed.event().context())
                .hasToString("{\"externalIds\":[{\"id\":\"" + Intake.digested("7")
                        + "\",\"type\":\"crm\",\"collection\":\"users\",\"encoding\":\"none\"}]}");
        assertThat(hashed.event().asSent().others())
                .hasToString("{\"mergeProperties\":[{\"type\":\"crm\",\"value\":\"" + Intake.digested("7") + "\"}]}");
    }

    @Test
    void keepsAPrivateFieldOutOfTheBytesOfARefusedCall() {
        var refused = (IntakeVerdict.Refused)
                judge(
                        Intake.keepingOut("properties.card", "user_email"),
                        CallType.TRACK,
                        "{\"writeKey\":\"k\",\"userId\":\"u\",\"user_email\":\"a@b.c\",\"properties\":{\"card\":\"4111\",\"n\":1.50}}");

        assertThat(refused.original()).hasToString("{\"userId\":\"u\",\"properties\":{\"n\":1.50}}");
    }

    @Test
    void keepsNothingOfWhatCannotBeReadWhenItMayHoldSomethingPrivate() {
        var broken = "{\"userId\":\"u\",\"properties\":{\"card\":\"4111";

        var refused = (IntakeVerdict.Refused) judge(Intake.keepingOut("properties.card"), CallType.TRACK, broken);
        var open = (IntakeVerdict.Refused) judge(new Tenants(), CallType.TRACK, broken);
        var keyed = (IntakeVerdict.Refused) judge(new Tenants(), CallType.TRACK, "{\"writeKey\":\"k\"");

        assertThat(refused.original().length()).isZero();
        assertThat(refused.withheldBytes()).isEqualTo(broken.length());
        assertThat(open.original()).hasToString(broken);
        assertThat(keyed.original().length()).isZero();
    }

    @Test
    void takesTheWriteKeyOutOfARefusedCallOfATenantThatKeepsNothingOut() {
        var refused =
                (IntakeVerdict.Refused) judge(new Tenants(), CallType.TRACK, "{\"event\":\"E\",\"writeKey\":\"k\"}");

        assertThat(refused.original()).hasToString("{\"event\":\"E\"}");
    }

    @Test
    void stillKnowsASuppressedPersonByAnAddressThatIsKeptOut() {
        Intake.DOOR_LIST.erase(
                "acme",
                "emailerased@example.com".getBytes(StandardCharsets.UTF_8),
                new DoorList.Window(Instant.EPOCH, null));

        var verdict = judge(
                Intake.keepingOut("traits.email"),
                CallType.IDENTIFY,
                "{\"userId\":\"u\",\"traits\":{\"email\":\"erased@example.com\"}}");

        assertThat(verdict).isInstanceOf(IntakeVerdict.Suppressed.class);
    }

    @Test
    void judgesTheSizeOfWhatWasSent() {
        var refused = (IntakeVerdict.Refused) judge(
                Intake.keepingOut("properties.blob"),
                CallType.TRACK,
                "{\"userId\":\"u\",\"event\":\"E\",\"properties\":{\"blob\":\"" + "x".repeat(33_000) + "\"}}");

        assertThat(refused.refusal()).isInstanceOf(Refusal.TooLarge.class);
    }

    private static IntakeVerdict.Accepted accepted(Tenants tenants, CallType route, String json) {
        return (IntakeVerdict.Accepted) judge(tenants, route, json);
    }

    private static IntakeVerdict judge(Tenants tenants, @Nullable CallType route, String json) {
        return Intake.policy(tenants, Intake.noPlans()).judge(Intake.call(json), Intake.arrival(route));
    }
}
