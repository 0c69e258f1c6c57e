package io.tributary.bench.topology;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Says whether the topology has committed all that it reads: events, commands, and what it re-partitions. Behind the last
 * record a partition may end with markers of transactions, which nobody commits; so where little is left it is looked into.
 */
final class TopologyBacklog implements AutoCloseable {

    static final String GROUP = "cdp-segment";

    private static final String REPARTITIONED = GROUP + "-applied-repartition";
    private static final int WORTH_LOOKING = 500;
    private static final long TIMEOUT_SECONDS = 10;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Gap(long from, long end) {}

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    TopologyBacklog(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = Stream.of(Topic.RESOLVED_EVENTS.wireName(), Topic.PROFILE_COMMANDS.wireName(), REPARTITIONED)
                .flatMap(it -> consumer.partitionsFor(it).stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    boolean isWorkedOff() throws InterruptedException {
        var gaps = gaps();
        long behind =
                gaps.values().stream().mapToLong(it -> it.end() - it.from()).sum();
        return behind == 0 || (behind <= WORTH_LOOKING && holdNothing(gaps));
    }

    private Map<TopicPartition, Gap> gaps() throws InterruptedException {
        try {
            var committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            var gaps = new HashMap<TopicPartition, Gap>();
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                var at = committed.get(partition);
                long from = at == null ? 0 : at.offset();
                if (end > from) {
                    gaps.put(partition, new Gap(from, end));
                }
            });
            return gaps;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topology's offsets cannot be read", e);
        }
    }

    private boolean holdNothing(Map<TopicPartition, Gap> gaps) {
        consumer.assign(gaps.keySet());
        gaps.forEach((partition, gap) -> consumer.seek(partition, gap.from()));
        var open = new HashMap<>(gaps);
        long deadline = System.nanoTime() + LOOK_NANOS;
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            if (!consumer.poll(POLL).isEmpty()) {
                return false;
            }
            open.entrySet()
                    .removeIf(it ->
                            consumer.position(it.getKey()) >= it.getValue().end());
        }
        return open.isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(5));
    }
}
