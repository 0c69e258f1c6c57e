package io.tributary.local.prove.segments;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Sees the membership records of one tenant come, committed ones only, as activation would. Thread-safe. */
final class MembershipFlow implements AutoCloseable {

    /** Records since the start. */
    record Counts(long records, long byClock) {

        Counts since(Counts before) {
            return new Counts(records - before.records, byClock - before.byClock);
        }
    }

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LOOK_MILLIS = 50;

    private final String bootstrap;
    private final String tenant;
    private final Thread reader;
    private final CountDownLatch watching = new CountDownLatch(1);
    private final Map<Integer, Long> lastCame = new HashMap<>();
    private Counts counts = new Counts(0, 0);
    private volatile boolean stopping;

    MembershipFlow(String bootstrap, String tenant) {
        this.bootstrap = bootstrap;
        this.tenant = tenant;
        this.reader = Thread.ofPlatform().name("sees-memberships").unstarted(this::read);
    }

    /** Returns when nothing that is written from now on can be missed. */
    void start() throws InterruptedException {
        reader.start();
        if (!watching.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the memberships cannot be read");
        }
    }

    private void read() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "fetch.max.wait.ms", 50);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.MEMBERSHIPS.wireName()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(it -> {
                consumer.position(it);
                came(it.partition(), Long.MIN_VALUE, false);
            });
            watching.countDown();
            while (!stopping) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() != null && record.key().startsWith(tenant + "/")) {
                        came(record.partition(), System.nanoTime(), isByClock(record));
                    }
                }
            }
        }
    }

    private static boolean isByClock(ConsumerRecord<String, byte[]> record) {
        try {
            return Membership.parseFrom(record.value()).getCause() == MembershipCause.CLOCK;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a membership record cannot be read", e);
        }
    }

    private synchronized void came(int partition, long at, boolean byClock) {
        lastCame.put(partition, at);
        if (at != Long.MIN_VALUE) {
            counts = new Counts(counts.records() + 1, counts.byClock() + (byClock ? 1 : 0));
        }
    }

    synchronized Counts counts() {
        return counts;
    }

    private synchronized boolean allCame(long since) {
        return lastCame.values().stream().allMatch(it -> it != Long.MIN_VALUE && it - since >= 0);
    }

    /**
     * Waits until each partition has had a record that came later than {@code since}, of {@link System#nanoTime}; empty when
     * it takes longer, else the moment. A load makes some in each partition all the time.
     */
    OptionalLong awaitEveryPartition(long since, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!allCame(since)) {
            if (System.nanoTime() - deadline > 0) {
                return OptionalLong.empty();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return OptionalLong.of(System.nanoTime());
    }

    /** The thread ends at its next look. */
    @Override
    public void close() {
        stopping = true;
    }
}
