package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.BadRow;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.fault.StoreRefused;
import io.tributary.ingestion.intake.SentWith;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Brings bad rows into their table, each once by its id. A record that cannot be read, whose tenant is not its key's, or that
 * the table can never keep becomes a row of kind {@value #UNREADABLE}, so that nothing is passed over without a trace and
 * nothing holds up the rest.
 */
public final class BadRowArchive implements BatchMessageListener<String, byte[]> {

    static final String UNREADABLE = "unreadable-record";

    private final BadRows rows;
    private final Runnable refused;

    /** @param refused told of each record that the table can never keep */
    public BadRowArchive(BadRows rows, Runnable refused) {
        this.rows = rows;
        this.refused = refused;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> batch) {
        try {
            rows.store(batch.stream().map(BadRowArchive::row).toList());
        } catch (StoreRefused e) {
            int half = batch.size() / 2;
            if (half == 0) {
                putAside(batch.getFirst());
            } else {
                onMessage(batch.subList(0, half));
                onMessage(batch.subList(half, batch.size()));
            }
        }
    }

    private void putAside(ConsumerRecord<String, byte[]> record) {
        refused.run();
        rows.store(List.of(unreadable(record, tenantOf(record.key()))));
    }

    private static io.tributary.ingestion.badrow.BadRow row(ConsumerRecord<String, byte[]> record) {
        var tenant = tenantOf(record.key());
        try {
            var wire = BadRow.parseFrom(record.value());
            return wire.getTenant().equals(tenant) ? row(wire) : unreadable(record, tenant);
        } catch (InvalidProtocolBufferException e) {
            return unreadable(record, tenant);
        }
    }

    private static String tenantOf(@Nullable String key) {
        return key == null || key.indexOf('/') <= 0
                ? RecordKey.PLATFORM
                : RecordKey.parse(key).tenant();
    }

    private static io.tributary.ingestion.badrow.BadRow row(BadRow wire) {
        return new io.tributary.ingestion.badrow.BadRow(
                wire.getTenant(),
                wire.getSourceId(),
                wire.getId(),
                new io.tributary.ingestion.badrow.BadRow.Reason(wire.getKind(), wire.getPointer(), wire.getFailure()),
                Instant.ofEpochMilli(wire.getReceivedAt()),
                wire.getMessageId(),
                wire.getCall(),
                new io.tributary.ingestion.badrow.BadRow.Original(
                        JsonBytes.of(wire.getOriginal().toByteArray()),
                        (int) wire.getOriginalSize(),
                        wire.getTruncated(),
                        new SentWith(JsonBytes.of(wire.getEnvelope().toByteArray()), wire.getRetried())),
                line(wire),
                null);
    }

    private static io.tributary.ingestion.badrow.BadRow.@Nullable Line line(BadRow wire) {
        var mapped = wire.getMapped();
        return wire.getJobId().isEmpty()
                ? null
                : new io.tributary.ingestion.badrow.BadRow.Line(
                        wire.getJobId(), wire.getLine(), mapped.isEmpty() ? null : JsonBytes.of(mapped.toByteArray()));
    }

    /** Its id comes from its place, so reading it again stores it once. */
    private static io.tributary.ingestion.badrow.BadRow unreadable(
            ConsumerRecord<String, byte[]> record, String tenant) {
        var place = record.topic() + "-" + record.partition() + "@" + record.offset();
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new io.tributary.ingestion.badrow.BadRow(
                tenant,
                "",
                UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString(),
                new io.tributary.ingestion.badrow.BadRow.Reason(
                        UNREADABLE, "", "The record " + place + " cannot be read."),
                Instant.ofEpochMilli(record.timestamp()),
                "",
                "",
                new io.tributary.ingestion.badrow.BadRow.Original(
                        JsonBytes.of(value), value.length, true, SentWith.NOTHING),
                null,
                null);
    }
}
