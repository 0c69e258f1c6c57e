package io.tributary.gateway.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.gateway.tenant.FirstEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes the first event of each tenant, which fixes its time zone. It reads keys only, and only while some tenant still
 * waits: otherwise no consumer exists. One thread calls {@link #look} again and again.
 */
public final class FirstEventWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstEventWatch.class);
    private static final List<Topic> TOPICS = List.of(Topic.EVENTS, Topic.EVENTS_BULK);
    private static final Duration POLL = Duration.ofMillis(200);
    /** A broker's clock may be behind the gateway's. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final FirstEvents firstEvents;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private @Nullable Consumer<String, byte[]> consumer;

    public FirstEventWatch(FirstEvents firstEvents, Supplier<Consumer<String, byte[]>> consumers) {
        this.firstEvents = firstEvents;
        this.consumers = consumers;
    }

    /** One look: reads what has come since the last, or rests when nobody waits. */
    public void look() {
        var awaited = firstEvents.awaited();
        if (awaited.isEmpty()) {
            close();
            return;
        }
        var reading = consumer;
        if (reading == null) {
            reading = consumers.get();
            consumer = reading;
            begin(reading, awaited);
        }
        var records = reading.poll(POLL);
        for (var tenant : tenantsIn(records, awaited.keySet())) {
            firstEvents.seen(tenant);
            LOG.info("the first event of tenant {} fixed its time zone", tenant);
        }
        if (!records.isEmpty()) {
            // After the store has it: a crash in between reads the same records again.
            reading.commitAsync();
        }
    }

    private static Set<String> tenantsIn(ConsumerRecords<String, byte[]> records, Set<String> awaited) {
        var seen = new HashSet<String>();
        for (var record : records) {
            var key = record.key();
            int slash = key == null ? -1 : key.indexOf('/');
            if (key != null && slash > 0) {
                var tenant = key.substring(0, slash);
                if (!tenant.equals(RecordKey.PLATFORM) && awaited.contains(tenant)) {
                    seen.add(tenant);
                }
            }
        }
        return seen;
    }

    /** Starts where the last watch ended, or at the creation of the oldest tenant that waits, whichever is later. */
    private static void begin(Consumer<String, byte[]> reading, Map<String, Instant> awaited) {
        var partitions = TOPICS.stream()
                .flatMap(topic -> reading.partitionsFor(topic.wireName()).stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        reading.assign(partitions);
        long since = awaited.values().stream()
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .minus(SLACK)
                .toEpochMilli();
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(it -> times.put(it, since));
        var byTime = reading.offsetsForTimes(times);
        var committed = reading.committed(Set.copyOf(partitions));
        var ends = reading.endOffsets(partitions);
        for (var partition : partitions) {
            var time = byTime.get(partition);
            OffsetAndMetadata last = committed.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            long fromTime = time == null ? end : time.offset();
            // A committed offset beyond the end belongs to a topic that was made anew.
            long examined = last == null || last.offset() > end ? 0 : last.offset();
            reading.seek(partition, Math.max(fromTime, examined));
        }
    }

    @Override
    public void close() {
        var reading = consumer;
        if (reading != null) {
            consumer = null;
            reading.close();
        }
    }
}
