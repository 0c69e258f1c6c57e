package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ReadKeyHash;
import io.tributary.contracts.v1.SourceRecord;
import io.tributary.segment.personalization.ReadKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link ReadKeys} current from the compacted topic of sources. */
public final class SourceFeed {

    private static final Logger LOG = LoggerFactory.getLogger(SourceFeed.class);

    private final ReadKeys readKeys;
    private final CompactedView view;

    public SourceFeed(KafkaClients clients, ReadKeys readKeys) {
        this.readKeys = readKeys;
        this.view = new CompactedView(clients, Topic.SOURCES, this::take);
    }

    public void start() {
        view.start();
    }

    public boolean isRunning() {
        return view.isRunning();
    }

    public void stop() throws InterruptedException {
        view.stop();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        // A source is disabled, never deleted: a tombstone has nothing to tell.
        if (record.value() != null && !takeSource(record)) {
            LOG.warn("a source record cannot be read partition={} offset={}", record.partition(), record.offset());
        }
    }

    private boolean takeSource(ConsumerRecord<String, byte[]> record) {
        try {
            var source = SourceRecord.parseFrom(record.value());
            boolean own = RecordKey.parse(record.key()).tenant().equals(source.getTenant());
            if (own) {
                readKeys.put(translate(source));
            }
            return own;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return false;
        }
    }

    private static ReadKeys.Source translate(SourceRecord source) {
        var ends = new HashMap<String, Instant>();
        source.getReadKeysList()
                .forEach(it -> ends.put(HexFormat.of().formatHex(it.getHash().toByteArray()), end(it)));
        return new ReadKeys.Source(
                source.getTenant(),
                source.getSourceId(),
                source.getEnabled(),
                new HashSet<>(source.getAllowedOriginsList()),
                ends);
    }

    private static Instant end(ReadKeyHash key) {
        return key.hasExpiresAt() ? Instant.ofEpochMilli(key.getExpiresAt()) : Instant.MAX;
    }
}
