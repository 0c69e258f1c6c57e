package io.tributary.bench.topology;

import io.tributary.bench.measure.Meter;
import io.tributary.bench.measure.ThreadMeter;
import io.tributary.bench.rules.HundredRules;
import io.tributary.bench.stand.LiveSegments;
import io.tributary.bench.stand.Stand;
import io.tributary.contracts.topic.Topic;
import io.tributary.local.suite.Service;
import io.tributary.local.watch.Metrics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Segment-service with its servers and a hundred live segments, fed by its topics as identity would. The gateway only makes the tenant. */
final class TopologyStand implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    private static final long SELDOM_MILLIS = 500;
    /** Longer than a feed takes to notice that records have come. */
    private static final long NOTICED_MILLIS = 1_000;

    private final Stand stand;
    private final Metrics metrics = new Metrics();
    private final KafkaProducer<String, byte[]> producer;
    private final TopologyBacklog backlog;
    private final Queue<Exception> failures = new ArrayBlockingQueue<>(1);

    TopologyStand(Stand.Place place) {
        this.stand = Stand.withTenant(place, EnumSet.of(Service.GATEWAY, Service.SEGMENT));
        LiveSegments.publish(stand.api(), HundredRules.texts());
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        131_072,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.backlog = new TopologyBacklog(bootstrap());
    }

    String bootstrap() {
        return stand.suite().kafkaBootstrap();
    }

    Meter meter() {
        return new Meter(stand.suite().pids());
    }

    /** Of segment-service, by {@link ServiceThreads}. */
    ThreadMeter threadMeter() {
        return new ThreadMeter(
                stand.suite().pids().getOrDefault(Service.SEGMENT.module(), -1L), ServiceThreads::groupOf);
    }

    void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record, (_, e) -> {
            if (e != null) {
                failures.offer(e);
            }
        });
    }

    /** Returns when the broker has everything that was sent. */
    void flush() {
        producer.flush();
        var failed = failures.peek();
        if (failed != null) {
            throw new IllegalStateException("records could not be written", failed);
        }
    }

    /** Returns when every segment is announced to the topology. */
    void awaitSegments(Duration patience) throws InterruptedException {
        try (var topic = new CommittedTopic(bootstrap(), Topic.SEGMENTS.wireName())) {
            await(
                    "segments were announced",
                    patience,
                    SELDOM_MILLIS,
                    () -> topic.end() >= HundredRules.texts().size());
        }
    }

    /** Returns when the topology has committed all that was sent. */
    void awaitWorkedOff(Duration patience) throws InterruptedException {
        // Twice: what one commit re-partitioned may show a moment after the offsets that it was read with.
        for (int look = 0; look < 2; look++) {
            await("the topology has worked everything off", patience, LOOK_MILLIS, backlog::isWorkedOff);
        }
    }

    /** Returns when nobody is left to be judged, and every document can be found. */
    void awaitIndexed(Duration patience) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(NOTICED_MILLIS);
        await(
                "every document can be found",
                patience,
                SELDOM_MILLIS,
                () -> isZero("cdp_index_lag", "index=") && isZero("cdp_topology_sweep_remaining", ""));
    }

    private boolean isZero(String metric, String tag) {
        return metrics.of(stand.suite().management(Service.SEGMENT), tag).getOrDefault(metric, -1.0) == 0;
    }

    /** What the service itself has counted for the tenant; brought up to date once a second. */
    Law law() {
        var counts = metrics.of(stand.suite().management(Service.SEGMENT), "tenant=\"" + Stand.TENANT + "\"");
        return new Law(
                Math.round(counts.getOrDefault("cdp_topology_resolved", -1.0)),
                Math.round(counts.getOrDefault("cdp_topology_applied", -1.0)),
                Math.round(counts.getOrDefault("cdp_topology_duplicate", -1.0)),
                Math.round(counts.getOrDefault("cdp_topology_dropped", -1.0)));
    }

    /** What the tenant's profiles are like now. */
    StateSizes states() {
        try (var changelog = new CommittedTopic(bootstrap(), TopologyBacklog.GROUP + "-profiles-changelog")) {
            return StateSizes.of(
                    changelog.newest(Stand.TENANT + "/", StateSizes.One::of).values());
        }
    }

    /** A condition that is looked at until it holds. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    static void await(String what, Duration patience, long everyMillis, Condition condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in " + patience.toSeconds() + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(everyMillis);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        backlog.close();
        stand.close();
    }
}
