package io.tributary.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.gateway.audit.AuditEntry;
import io.tributary.gateway.audit.AuditIntake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AuditListenerTest {

    private static final AuditEntry ENTRY = new AuditEntry(
            "acme", Instant.ofEpochMilli(7), "account", "POST /api/v1/segments", "", "201", "trace", "segment");

    private final List<AuditIntake.Received> received = new ArrayList<>();
    private final List<AuditIntake.Unreadable> unreadable = new ArrayList<>();
    private final AuditListener listener = new AuditListener(
            (entries, refused) -> {
                received.addAll(entries);
                unreadable.addAll(refused);
            },
            new SimpleMeterRegistry());

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("cdp.audit.v1", 1, 42, key, value);
    }

    @Test
    void readsBackWhatTheTrailWrites() {
        var bytes = KafkaAuditTrail.toWire(ENTRY).toByteArray();

        listener.take(List.of(record("acme/", bytes)));

        assertThat(received).extracting(AuditIntake.Received::entry).containsExactly(ENTRY);
    }

    @Test
    void keepsWhatItCannotReadAside() {
        var ofAnotherTenant = KafkaAuditTrail.toWire(ENTRY).toByteArray();

        listener.take(List.of(record("globex/", ofAnotherTenant), record("acme/", new byte[] {(byte) 0xff})));

        assertThat(received).isEmpty();
        assertThat(unreadable).extracting(AuditIntake.Unreadable::offset).containsExactly(42L, 42L);
        assertThat(unreadable.getLast().bytesInHex()).isEqualTo("ff");
    }

    @Test
    void givesTheSameRecordTheSameIdEachTime() {
        var bytes = KafkaAuditTrail.toWire(ENTRY).toByteArray();

        listener.take(List.of(record("acme/", bytes), record("acme/", bytes)));

        assertThat(received.getFirst().recordId()).isEqualTo(received.getLast().recordId());
    }
}
