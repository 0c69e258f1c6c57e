package io.tributary.local.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What consumer groups have still to read. Transaction markers and heartbeats stand between an offset and the end of a
 * partition without being work, so where a gap is small it is read to see whether a record of a tenant is in it.
 */
public final class Lags implements AutoCloseable {

    private static final String HEARTBEATS = "_/heartbeat";
    /** Reads only while some tenant waits for its first event, and rests in the middle of the topic otherwise. */
    private static final Set<String> MAY_REST = Set.of("cdp-gateway-first-events");

    private static final int WORTH_LOOKING = 2_000;
    private static final long TIMEOUT_SECONDS = 10;
    private static final Duration POLL = Duration.ofMillis(300);

    private record Gap(long from, long end) {}

    private final Admin admin;
    private final Map<String, Object> consumerConfig;

    public Lags(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.consumerConfig = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }

    /** Records not yet read, by consumer group; groups that are current are left out. */
    public Map<String, Long> byGroup() throws InterruptedException {
        try {
            var lags = new TreeMap<String, Long>();
            for (var group : groups()) {
                long lag = lag(group);
                if (lag > 0) {
                    lags.put(group, lag);
                }
            }
            return lags;
        } catch (ExecutionException | TimeoutException e) {
            return Map.of("(broker does not answer)", 1L);
        }
    }

    private List<String> groups() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listGroups().all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(it -> !MAY_REST.contains(it))
                .toList();
    }

    private long lag(String group) throws InterruptedException, ExecutionException, TimeoutException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        committed.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        var gaps = new HashMap<TopicPartition, Gap>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata at = committed.get(partition);
            if (at != null && end.offset() > at.offset()) {
                gaps.put(partition, new Gap(at.offset(), end.offset()));
            }
        });
        long lag = gaps.values().stream().mapToLong(it -> it.end() - it.from()).sum();
        return lag == 0 || lag > WORTH_LOOKING ? lag : work(gaps);
    }

    /** Counts the records in the gaps that are somebody's data. */
    private long work(Map<TopicPartition, Gap> gaps) {
        long work = 0;
        try (var consumer = new KafkaConsumer<String, byte[]>(consumerConfig)) {
            consumer.assign(gaps.keySet());
            gaps.forEach((partition, gap) -> consumer.seek(partition, gap.from()));
            var open = new HashMap<>(gaps);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                for (var found : consumer.poll(POLL)) {
                    if (found.key() == null || !found.key().startsWith(HEARTBEATS)) {
                        work++;
                    }
                }
                open.entrySet()
                        .removeIf(it ->
                                consumer.position(it.getKey()) >= it.getValue().end());
            }
            return work + open.size();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
