package io.tributary.bench.preview;

import io.tributary.bench.measure.Meter;
import io.tributary.bench.stand.Stand;
import io.tributary.contracts.topic.Topic;
import io.tributary.local.api.Api;
import io.tributary.local.setup.Setup;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Metrics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Segment-service with its servers and one tenant, fed by its topics as identity would. The gateway is there because it
 * makes the tenant; whatever is measured goes to the service itself.
 */
final class PreviewStand implements AutoCloseable {

    /** The tenant that the local run's users belong to. */
    static final String TENANT = "acme";

    private final Suite suite;
    private final Thread stopper;
    private final Api api;
    private final Metrics metrics = new Metrics();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> committed;
    private final List<TopicPartition> memberships;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    PreviewStand(Stand.Place place) {
        var shape = new RunShape(EnumSet.of(Service.GATEWAY, Service.SEGMENT), !place.small(), Map.of());
        var clock = Clock.systemUTC();
        this.suite = new Suite(
                new SuiteSpec(place.project(), place.data(), place.ports(), null, shape), clock, place.progress());
        this.stopper = new Thread(suite::close, "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        suite.start();
        new Setup(new Api(suite.gateway(), suite.tokenUrl(), clock), place.data(), place.progress()).makeTenant();
        this.api = new Api(suite.service(Service.SEGMENT), suite.tokenUrl(), clock);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        suite.kafkaBootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        131_072,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.committed = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        suite.kafkaBootstrap(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.memberships = committed.partitionsFor(Topic.MEMBERSHIPS.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    Meter meter() {
        return new Meter(suite.pids());
    }

    /** The API of segment-service itself. */
    Api api() {
        return api;
    }

    URI segmentService() {
        return suite.service(Service.SEGMENT);
    }

    URI elasticsearch() {
        return suite.elasticsearch();
    }

    void write(Topic topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), key, value), (_, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Returns when the broker has everything that was written. */
    void flush() {
        producer.flush();
        var first = failure.get();
        if (first != null) {
            throw new IllegalStateException("records could not be written", first);
        }
    }

    /** Where the committed memberships end: it moves with each transaction that wrote some, and only then. */
    long committedMemberships() {
        return committed.endOffsets(memberships).values().stream()
                .mapToLong(it -> it)
                .sum();
    }

    /** What segment-service has left to do. */
    Rest rest() {
        var management = suite.management(Service.SEGMENT);
        var all = metrics.of(management);
        return new Rest(
                all.getOrDefault("cdp_topology_applied", 0.0).longValue(),
                all.getOrDefault("cdp_topology_lag", Rest.UNKNOWN).longValue(),
                all.getOrDefault("cdp_topology_sweep_remaining", Rest.UNKNOWN).longValue(),
                indexLag(management, "profiles"),
                indexLag(management, "events"),
                indexLag(management, "stays"));
    }

    /** About how many profiles the newest definitions have not judged; -1 while nobody knows. */
    long unjudged() {
        return metrics.of(suite.management(Service.SEGMENT))
                .getOrDefault("cdp_topology_sweep_remaining", Rest.UNKNOWN)
                .longValue();
    }

    private long indexLag(URI management, String index) {
        return metrics.of(management, "index=\"" + index + "\"")
                .getOrDefault("cdp_index_lag", Rest.UNKNOWN)
                .longValue();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        committed.close();
        suite.close();
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            // The hook runs already.
        }
    }
}
