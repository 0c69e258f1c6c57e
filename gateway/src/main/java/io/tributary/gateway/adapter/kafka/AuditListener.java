package io.tributary.gateway.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.AuditRecord;
import io.tributary.gateway.audit.AuditEntry;
import io.tributary.gateway.audit.AuditIntake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Appends the records of all services to the chains. A batch is kept whole or read again; offsets follow the store. */
public final class AuditListener {

    private static final int MAX_DEAD_BYTES = 8 * 1024;

    private final AuditIntake intake;
    private final Counter kept;
    private final Counter unreadable;

    public AuditListener(AuditIntake intake, MeterRegistry meters) {
        this.intake = intake;
        this.kept = meters.counter("cdp.audit.kept");
        this.unreadable = meters.counter("cdp.audit.unreadable");
    }

    @KafkaListener(
            id = "cdp-gateway-audit",
            topics = "#{T(io.tributary.contracts.topic.Topic).AUDIT.wireName()}",
            batch = "true")
    void take(List<ConsumerRecord<String, byte[]>> records) {
        var entries = new ArrayList<AuditIntake.Received>();
        var refused = new ArrayList<AuditIntake.Unreadable>();
        for (var record : records) {
            try {
                entries.add(read(record));
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                refused.add(new AuditIntake.Unreadable(
                        record.topic(), record.partition(), record.offset(), "not an audit record", hex(record)));
            }
        }
        intake.take(entries, refused);
        kept.increment(entries.size());
        unreadable.increment(refused.size());
    }

    static AuditIntake.Received read(ConsumerRecord<String, byte[]> record) throws InvalidProtocolBufferException {
        var wire = AuditRecord.parseFrom(valueOf(record));
        var key = record.key();
        if (key == null || !RecordKey.parse(key).tenant().equals(wire.getTenant())) {
            throw new IllegalArgumentException("the key names another tenant than the record");
        }
        return new AuditIntake.Received(
                idOf(record),
                new AuditEntry(
                        wire.getTenant(),
                        Instant.ofEpochMilli(wire.getAt()),
                        wire.getActor(),
                        wire.getAction(),
                        wire.getTarget(),
                        wire.getOutcome(),
                        wire.getTraceId(),
                        wire.getService()));
    }

    /** The producer's id, else a digest of the record: a record that is delivered twice has the same one. */
    private static String idOf(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader(KafkaAuditTrail.RECORD_ID);
        return header == null ? digest(valueOf(record)) : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] valueOf(ConsumerRecord<String, byte[]> record) {
        var value = record.value();
        return value == null ? new byte[0] : value;
    }

    private static String hex(ConsumerRecord<String, byte[]> record) {
        byte[] value = valueOf(record);
        return HexFormat.of().formatHex(value, 0, Math.min(value.length, MAX_DEAD_BYTES));
    }

    private static String digest(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
