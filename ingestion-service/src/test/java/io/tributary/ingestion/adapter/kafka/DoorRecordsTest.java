package io.tributary.ingestion.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.PrivateAction;
import io.tributary.contracts.v1.PrivateField;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import io.tributary.contracts.v1.TenantLimits;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.contracts.v1.TrackingPlanRecord;
import io.tributary.ingestion.adapter.jsonschema.NetworkntSchemas;
import io.tributary.ingestion.plan.PlanCompiler;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorRecordsTest {

    private static final byte[] SUBJECT = "digest".getBytes(StandardCharsets.UTF_8);
    private static final String SUBJECT_KEY = "acme/" + HexFormat.of().formatHex(SUBJECT);

    private final Tenants tenants = new Tenants();
    private final DoorList doorList = new DoorList((tenant, namespace, value) -> SUBJECT);
    private final PlanIndex plans = new PlanIndex(new PlanCompiler(new NetworkntSchemas()));
    private final DoorRecords records = new DoorRecords(new WriteKeys(), tenants, doorList, plans);

    @Test
    void keepsErasedPeopleOut() {
        assertThat(apply(Topic.SUPPRESSIONS, SUBJECT_KEY, subject("global", "erasure")))
                .isTrue();
        assertThat(isBlocked()).isTrue();
    }

    /** Every kind that the contract names but one; a legal opt-out is one from messages. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribe",
                "hard-bounce",
                "complaint",
                "invalid",
                "manual",
                "legal-optout",
                "consent-withdrawn",
                "frequency-cap",
                "existing-customer"
            })
    void letsPeopleInWhoOnlyMustNotBeContacted(String kind) {
        apply(Topic.SUPPRESSIONS, SUBJECT_KEY, subject("global", kind));

        assertThat(isBlocked()).isFalse();
    }

    @Test
    void letsPeopleInWhoAreErasedForOneChannelOnly() {
        apply(Topic.SUPPRESSIONS, SUBJECT_KEY, subject("channel", "erasure"));
        assertThat(isBlocked()).isFalse();
    }

    @Test
    void letsPeopleInAgainAfterATombstone() {
        apply(Topic.SUPPRESSIONS, SUBJECT_KEY, subject("global", "erasure"));
        apply(Topic.SUPPRESSIONS, SUBJECT_KEY, null);

        assertThat(isBlocked()).isFalse();
    }

    @Test
    void refusesARecordWhoseTenantIsNotItsKeys() {
        assertThat(apply(Topic.SUPPRESSIONS, SUBJECT_KEY.replace("acme", "other"), subject("global", "erasure")))
                .isFalse();
        assertThat(apply(Topic.TENANTS, "_/other", tenant())).isFalse();
        assertThat(apply(Topic.TENANTS, "_/acme", new byte[] {1, 2, 3})).isFalse();
        assertThat(apply(Topic.TENANTS, "acme/acme", tenant())).isFalse();
        assertThat(tenants.state("acme").suspended()).isFalse();
    }

    @Test
    void takesATenantsStateOverUntilItsTombstone() {
        assertThat(apply(Topic.TENANTS, "_/acme", tenant())).isTrue();
        assertThat(tenants.state("acme").suspended()).isTrue();

        assertThat(apply(Topic.TENANTS, "_/acme", null)).isTrue();
        assertThat(tenants.state("acme").suspended()).isFalse();
    }

    @Test
    void takesATenantsOwnLimitsAndPrivateFields() {
        var record = TenantRecord.newBuilder()
                .setTenant("acme")
                .setRegion("DE")
                .setLimits(TenantLimits.newBuilder().setNesting(5).setMembers(7))
                .addPrivateFields(
                        PrivateField.newBuilder().setPath("context.ip").setAction(PrivateAction.DROP))
                .build();

        assertThat(apply(Topic.TENANTS, "_/acme", record.toByteArray())).isTrue();

        assertThat(tenants.state("acme").region()).isEqualTo("DE");
        assertThat(tenants.state("acme").limits()).isEqualTo(new OwnLimits(0, 0, 0, 5, 7));
        assertThat(tenants.state("acme").privateFields())
                .isEqualTo(PrivateFields.of(List.of(new io.tributary.ingestion.privacy.PrivateField(
                        "context.ip", io.tributary.ingestion.privacy.PrivateAction.DROP))));
    }

    @Test
    void takesOverWhetherATenantsClocksAreCorrected() {
        var silent = TenantRecord.newBuilder().setTenant("acme");
        apply(Topic.TENANTS, "_/acme", silent.build().toByteArray());
        assertThat(tenants.state("acme").correctsSkew()).isTrue();

        apply(Topic.TENANTS, "_/acme", silent.setKeepsDeviceTime(true).build().toByteArray());
        assertThat(tenants.state("acme").correctsSkew()).isFalse();
    }

    @Test
    void keepsTheStateBeforeWhenAPrivateActionIsNotKnown() {
        apply(Topic.TENANTS, "_/acme", tenant());
        var record = TenantRecord.newBuilder()
                .setTenant("acme")
                .addPrivateFields(
                        PrivateField.newBuilder().setPath("context.ip").setActionValue(99))
                .build();

        assertThat(apply(Topic.TENANTS, "_/acme", record.toByteArray())).isFalse();

        assertThat(tenants.state("acme").suspended()).isTrue();
    }

    @Test
    void takesAPlanOverAndNeverAnOlderOne() {
        assertThat(apply(Topic.TRACKING_PLANS, "acme/p", plan(2, true))).isTrue();
        assertThat(apply(Topic.TRACKING_PLANS, "acme/p", plan(1, false))).isTrue();
        assertThat(plans.of("acme", "s-1")).isNotNull();

        assertThat(apply(Topic.TRACKING_PLANS, "acme/p", plan(3, false))).isTrue();
        assertThat(plans.of("acme", "s-1")).isNull();
        assertThat(apply(Topic.TRACKING_PLANS, "other/p", plan(4, true))).isFalse();
        assertThat(plans.of("other", "s-1")).isNull();
    }

    private static byte[] plan(int version, boolean enabled) {
        return TrackingPlanRecord.newBuilder()
                .setTenant("acme")
                .setPlanId("p")
                .setVersion(version)
                .setEnabled(enabled)
                .addSourceIds("s-1")
                .setRules(ByteString.copyFromUtf8("{\"unplannedEvents\":\"block\"}"))
                .build()
                .toByteArray();
    }

    private boolean apply(Topic topic, String key, byte @Nullable [] value) {
        return records.apply(new ConsumerRecord<>(topic.wireName(), 0, 0, key, value));
    }

    private boolean isBlocked() {
        return !doorList.standing("acme", "email", "x", Instant.parse("2026-01-01T00:00:00Z"))
                .isFree();
    }

    private static byte[] tenant() {
        return TenantRecord.newBuilder()
                .setTenant("acme")
                .setStatus(TenantStatus.SUSPENDED)
                .build()
                .toByteArray();
    }

    private static byte[] subject(String scope, String kind) {
        return SuppressedSubject.newBuilder()
                .setTenant("acme")
                .setDigest(ByteString.copyFrom(SUBJECT))
                .addEntries(SuppressionEntry.newBuilder()
                        .setScope(scope)
                        .setKind(kind)
                        .setEffect(SuppressionEffect.BLOCK))
                .build()
                .toByteArray();
    }
}
