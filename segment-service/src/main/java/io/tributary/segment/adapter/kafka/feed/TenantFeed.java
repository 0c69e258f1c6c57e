package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.segment.tenant.Tenants;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Tenants} current from the compacted topic: every instance reads all of it, from the beginning. */
public final class TenantFeed {

    private static final Logger LOG = LoggerFactory.getLogger(TenantFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final Tenants tenants;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch current = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("feed-tenants").unstarted(this::run);

    public TenantFeed(KafkaClients clients, Tenants tenants) {
        this.clients = clients;
        this.tenants = tenants;
    }

    public void start() {
        thread.start();
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Whether the topic has been read to its end at least once. */
    public boolean isCurrent() {
        return current.getCount() == 0;
    }

    public void stop() throws InterruptedException {
        stopping.countDown();
        if (thread.isAlive()) {
            thread.join(CLOSING);
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (var consumer = clients.groupless(500)) {
                read(consumer);
            } catch (KafkaException e) {
                LOG.warn("tenants cannot be read, trying again reason={}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                // The thread's top: the view stays as it is and the topic is read anew.
                LOG.error("tenants cannot be read", e);
                pause();
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topic.TENANTS.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (stopping.getCount() > 0) {
            consumer.poll(POLL).forEach(this::take);
            if (!isCurrent()
                    && ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue())) {
                current.countDown();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var key = RecordKey.parse(record.key());
        if (record.value() == null) {
            tenants.forget(key.tenant());
            return;
        }
        try {
            var tenant = TenantRecord.parseFrom(record.value());
            tenants.put(
                    tenant.getTenant(),
                    new Tenants.Standing(zone(tenant.getTimeZone()), isRefused(tenant.getStatus())));
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("a tenant record cannot be read partition={} offset={}", record.partition(), record.offset());
        }
    }

    private static boolean isRefused(TenantStatus status) {
        return status == TenantStatus.SUSPENDED || status == TenantStatus.DELETED;
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private void pause() {
        try {
            stopping.await(BACKOFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
