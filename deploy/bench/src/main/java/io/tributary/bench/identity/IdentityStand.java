package io.tributary.bench.identity;

import io.tributary.bench.measure.Meter;
import io.tributary.bench.stand.Stand;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Identity with its servers, fed by its topic as the collector would; nothing reads what it writes. */
final class IdentityStand implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;

    private final Suite suite;
    private final Thread stopper;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> ends;
    private final List<TopicPartition> resolved;
    private final Connection database;

    IdentityStand(Stand.Place place) throws SQLException {
        var shape = new RunShape(EnumSet.of(Service.IDENTITY), !place.small(), Map.of());
        this.suite = new Suite(
                new SuiteSpec(place.project(), place.data(), place.ports(), null, shape),
                Clock.systemUTC(),
                place.progress());
        this.stopper = new Thread(suite::close, "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        suite.start();
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
        this.ends = new KafkaConsumer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, suite.kafkaBootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.resolved = ends.partitionsFor(Topic.RESOLVED_EVENTS.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        this.database = suite.database();
        this.database.setAutoCommit(true);
    }

    Meter meter() {
        return new Meter(suite.pids());
    }

    /** A connection of its own to the database that identity uses. */
    Connection anotherConnection() throws SQLException {
        return suite.database();
    }

    /** Writes the events; returns when the broker has them all. */
    void send(int howMany, Supplier<AcceptedEvent> events) {
        var failures = new ConcurrentLinkedQueue<Exception>();
        for (int i = 0; i < howMany; i++) {
            var event = events.get();
            var _ = producer.send(
                    new ProducerRecord<>(
                            Topic.EVENTS.wireName(),
                            new RecordKey(event.getTenant(), event.getUserId()).text(),
                            event.toByteArray()),
                    (_, e) -> {
                        if (e != null) {
                            failures.add(e);
                        }
                    });
        }
        producer.flush();
        var failure = failures.peek();
        if (failure != null) {
            throw new IllegalStateException(failures.size() + " events could not be written", failure);
        }
    }

    /** How many events were resolved since the suite began. */
    long resolved() {
        return ends.endOffsets(resolved).values().stream().mapToLong(it -> it).sum();
    }

    /** Returns when so many events were resolved since the suite began, and everything that changed is announced. */
    void awaitResolved(long wanted, Duration patience) throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (resolved() < wanted || number("select count(*) from cdp_identity.outbox") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "of " + wanted + " events " + resolved() + " were resolved in " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** How many identifiers the tenant's graph has. */
    long identifiers(String tenant) throws SQLException {
        return number("select count(*) from cdp_identity.node where tenant = '" + tenant + "'");
    }

    /** How many events were put aside. */
    long putAside() throws SQLException {
        return number("select count(*) from cdp_identity.dead_letter");
    }

    /** Lets PostgreSQL do now what it would do some time later, in the middle of a run. */
    void settle() throws SQLException {
        try (var statement = database.createStatement()) {
            for (var table : List.of("node", "edge", "profile", "outbox")) {
                statement.execute("vacuum (analyze) cdp_identity." + table);
            }
            statement.execute("checkpoint");
        }
    }

    private long number(String query) throws SQLException {
        try (var statement = database.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        ends.close();
        try {
            database.close();
        } catch (SQLException e) {
            // It ends with the server.
        }
        suite.close();
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            // The hook runs already.
        }
    }
}
