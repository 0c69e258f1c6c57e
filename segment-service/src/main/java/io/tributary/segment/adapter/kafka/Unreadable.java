package io.tributary.segment.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.BadRow;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends a record that nobody can read to the bad rows, with what it was and where it came from; it stops nothing. */
final class Unreadable {

    private static final int MAX_ORIGINAL = 32 * 1024;

    private final ProcessorContext<String, byte[]> context;
    private final String sink;
    private final TopologyProgress progress;

    Unreadable(ProcessorContext<String, byte[]> context, String sink, TopologyProgress progress) {
        this.context = context;
        this.sink = sink;
        this.progress = progress;
    }

    void report(Record<String, byte[]> record, String kind) {
        progress.countUnreadable();
        var tenant = tenantOf(record.key());
        var row = BadRow.newBuilder()
                .setTenant(tenant)
                .setSourceId("segment-service")
                .setKind(kind)
                .setFailure("the record on its topic cannot be read")
                .setReceivedAt(record.timestamp())
                .setProcessorName("segment-topology");
        var place = context.recordMetadata().map(Unreadable::place).orElse("");
        // The same record gives the same id when it is read again after a crash.
        row.setId(UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString());
        row.setCall(place);
        byte @Nullable [] original = record.value();
        if (original != null) {
            int kept = original.length <= MAX_ORIGINAL ? original.length : MAX_ORIGINAL / 10;
            row.setOriginal(ByteString.copyFrom(original, 0, kept))
                    .setOriginalSize(original.length)
                    .setTruncated(kept < original.length);
        }
        var key = new RecordKey(tenant, "segment-service").text();
        context.forward(new Record<>(key, row.build().toByteArray(), record.timestamp()), sink);
    }

    static String tenantOf(@Nullable String key) {
        int slash = key == null ? -1 : key.indexOf('/');
        return key == null || slash <= 0 ? RecordKey.PLATFORM : key.substring(0, slash);
    }

    private static String place(RecordMetadata metadata) {
        return metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
    }
}
