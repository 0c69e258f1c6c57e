package io.tributary.identity.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.identity.intake.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tenants as their compacted topic says, all partitions from the beginning, without a group. */
public final class TenantsFeed implements Tenants, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TenantsFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Map<String, TenantRecord> tenants = new ConcurrentHashMap<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private volatile boolean stopped;

    public TenantsFeed(Supplier<Consumer<String, byte[]>> consumers) {
        this.consumers = consumers;
    }

    /** Starts reading; returns when everything that was in the topic is known, or false after the time. */
    public boolean start(Duration atMost) throws InterruptedException {
        Thread.ofVirtual().name("tenants-feed").start(this::run);
        return loaded.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (!stopped) {
            try (var consumer = consumers.get()) {
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warn("the tenants' topic cannot be read now: {}", e.getMessage());
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topic.TENANTS.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (!stopped) {
            consumer.poll(loaded.getCount() > 0 ? Duration.ofMillis(100) : POLL).forEach(this::take);
            if (loaded.getCount() > 0
                    && ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue())) {
                loaded.countDown();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            // The tenant itself is the key's whole content; older keys carry it twice.
            var tenant = record.key().indexOf('/') > 0
                    ? RecordKey.parse(record.key()).tenant()
                    : record.key();
            if (record.value() == null) {
                tenants.remove(tenant);
            } else {
                var state = TenantRecord.parseFrom(record.value());
                tenants.put(state.getTenant(), state);
            }
        } catch (InvalidProtocolBufferException _) {
            LOG.warn("the tenants' topic holds a record that is none, at {}-{}", record.partition(), record.offset());
        }
    }

    @Override
    public String region(String tenant) {
        var state = tenants.get(tenant);
        return state == null ? "" : state.getRegion();
    }

    @Override
    public boolean isSuspended(String tenant) {
        var state = tenants.get(tenant);
        return state != null
                && (state.getStatus() == TenantStatus.SUSPENDED || state.getStatus() == TenantStatus.DELETED);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
