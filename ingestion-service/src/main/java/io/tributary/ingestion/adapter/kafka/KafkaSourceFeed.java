package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.SourceRecord;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.Rank;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceFeed;
import io.tributary.ingestion.source.SourceKey;
import io.tributary.ingestion.source.SourceSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sources on their compacted topic: the whole state, hashes of keys only. */
public final class KafkaSourceFeed implements SourceFeed {

    private final Producer<String, byte[]> producer;
    private final Scheduler blocking;

    public KafkaSourceFeed(Producer<String, byte[]> producer, Scheduler blocking) {
        this.producer = producer;
        this.blocking = blocking;
    }

    @Override
    public Mono<Void> announce(Source source) {
        var record = new ProducerRecord<>(
                Topic.SOURCES.wireName(),
                new RecordKey(source.tenant(), source.id()).text(),
                wire(source).toByteArray());
        return Mono.defer(() -> Acknowledgement.ofAll(producer, List.of(record)))
                .subscribeOn(blocking)
                .onErrorMap(
                        KafkaException.class,
                        fault -> new BrokerUnavailable("the topic of sources did not take the write", fault));
    }

    private static SourceRecord wire(Source source) {
        var settings = source.settings();
        var wire = SourceRecord.newBuilder()
                .setTenant(source.tenant())
                .setSourceId(source.id())
                .setName(settings.name())
                .setEnabled(settings.enabled())
                .setHistorical(settings.historical())
                .setKeepsDeviceTime(!settings.correctsSkew())
                .setPriority(settings.rank().priority())
                .setTrust(settings.rank().trust())
                .addAllAllowedOrigins(settings.allowedOrigins())
                .setEventsPerSecond(settings.eventsPerSecond())
                .setRevision(source.revision());
        source.keys().forEach(it -> add(wire, it));
        return wire.build();
    }

    private static void add(SourceRecord.Builder wire, SourceKey key) {
        var hash = ByteString.copyFrom(key.hash().bytes());
        var expiresAt = key.expiresAt();
        switch (key.kind()) {
            case WRITE -> {
                var added = wire.addWriteKeysBuilder().setHash(hash);
                if (expiresAt != null) {
                    added.setExpiresAt(expiresAt.toEpochMilli());
                }
            }
            case READ -> {
                var added = wire.addReadKeysBuilder().setHash(hash);
                if (expiresAt != null) {
                    added.setExpiresAt(expiresAt.toEpochMilli());
                }
            }
        }
    }

    /** The source as another instance announced it; what only its owner's table knows is left empty. */
    static Source read(byte[] value) throws InvalidProtocolBufferException {
        var wire = SourceRecord.parseFrom(value);
        var keys = new ArrayList<SourceKey>();
        wire.getWriteKeysList()
                .forEach(
                        it -> keys.add(key(KeyKind.WRITE, it.getHash(), it.hasExpiresAt() ? it.getExpiresAt() : null)));
        wire.getReadKeysList()
                .forEach(it -> keys.add(key(KeyKind.READ, it.getHash(), it.hasExpiresAt() ? it.getExpiresAt() : null)));
        var settings = new SourceSettings(
                wire.getName(),
                wire.getEnabled(),
                wire.getHistorical(),
                !wire.getKeepsDeviceTime(),
                new Rank(wire.getTrust(), wire.getPriority()),
                wire.getAllowedOriginsList(),
                wire.getEventsPerSecond());
        return new Source(wire.getTenant(), wire.getSourceId(), "", settings, keys, wire.getRevision());
    }

    private static SourceKey key(KeyKind kind, ByteString hash, @Nullable Long expiresAt) {
        return new SourceKey(
                kind,
                "",
                KeyHash.of(hash.toByteArray()),
                Instant.EPOCH,
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt));
    }
}
