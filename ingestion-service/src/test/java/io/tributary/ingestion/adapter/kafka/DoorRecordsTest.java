package io.tributary.ingestion.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorRecordsTest {

    private static final byte[] SUBJECT = "digest".getBytes(StandardCharsets.UTF_8);
    private static final String SUBJECT_KEY = "acme/" + HexFormat.of().formatHex(SUBJECT);

    private final Tenants tenants = new Tenants();
    private final DoorList doorList = new DoorList((tenant, namespace, value) -> SUBJECT);
    private final DoorRecords records = new DoorRecords(new WriteKeys(), tenants, doorList);

    @Test
    void keepsErasedPeopleOut() {
        assertThat(apply(Topic.SUPPRESSIONS, SUBJECT_KEY, subject("global", "erasure")))
                .isTrue();
        assertThat(isBlocked()).isTrue();
    }

    @Test
    void letsPeopleInWhoOnlyMustNotBeContacted() {
        apply(Topic.SUPPRESSIONS, SUBJECT_KEY, subject("global", "unsubscribe"));
        assertThat(isBlocked()).isFalse();

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

    private boolean apply(Topic topic, String key, byte @Nullable [] value) {
        return records.apply(new ConsumerRecord<>(topic.wireName(), 0, 0, key, value));
    }

    private boolean isBlocked() {
        return doorList.blocks("acme", "email", "x", Instant.parse("2026-01-01T00:00:00Z"));
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
