package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.SourceRecord;
import io.tributary.contracts.v1.WriteKeyHash;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceFeed;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.source.WriteKey;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
                .setPriority(settings.priority())
                .addAllAllowedOrigins(settings.allowedOrigins())
                .setEventsPerSecond(settings.eventsPerSecond())
                .setRevision(source.revision());
        for (var key : source.writeKeys()) {
            var hash = WriteKeyHash.newBuilder()
                    .setHash(ByteString.copyFrom(key.hash().bytes()));
            var expiresAt = key.expiresAt();
            if (expiresAt != null) {
                hash.setExpiresAt(expiresAt.toEpochMilli());
            }
            wire.addWriteKeys(hash);
        }
        return wire.build();
    }

    /** The source as another instance announced it; what only its owner's table knows is left empty. */
    static Source read(byte[] value) throws InvalidProtocolBufferException {
        var wire = SourceRecord.parseFrom(value);
        var keys = wire.getWriteKeysList().stream()
                .map(it -> new WriteKey(
                        "",
                        KeyHash.of(it.getHash().toByteArray()),
                        Instant.EPOCH,
                        it.hasExpiresAt() ? Instant.ofEpochMilli(it.getExpiresAt()) : null))
                .toList();
        var settings = new SourceSettings(
                wire.getName(),
                wire.getEnabled(),
                wire.getHistorical(),
                wire.getPriority(),
                wire.getAllowedOriginsList(),
                wire.getEventsPerSecond());
        return new Source(wire.getTenant(), wire.getSourceId(), "", settings, keys, wire.getRevision());
    }
}
