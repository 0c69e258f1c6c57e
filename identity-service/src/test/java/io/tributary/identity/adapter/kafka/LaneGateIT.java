package io.tributary.identity.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.contracts.topic.Topic;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What lets the bulk lane rest, at a real broker and at none. */
class LaneGateIT {

    private static final int PARTITIONS = 4;
    private static final Duration ABSENCE = Duration.ofMinutes(10);
    private static final LaneGate.Limits LIMITS =
            new LaneGate.Limits(1_000_000, 1_000_000, Duration.ofDays(1), ABSENCE);

    @BeforeAll
    static void topics() throws ExecutionException, InterruptedException {
        SharedBackends.get(ServerKind.KAFKA);
        try (var admin = Admin.create(broker())) {
            for (var topic : List.of(Topic.EVENTS, Topic.EVENTS_BULK, Topic.RESOLVED_EVENTS)) {
                create(admin, topic);
            }
        }
    }

    private static void create(Admin admin, Topic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(new NewTopic(topic.wireName(), PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    @Test
    void countsAReaderThatLeftForAWhileAndThenNoMore()
            throws ExecutionException, InterruptedException, TimeoutException {
        var group = "left-" + UUID.randomUUID();
        var now = new AtomicReference<>(Instant.EPOCH);
        var known = new ReadersLag(Topic.RESOLVED_EVENTS, ABSENCE, now::get);
        try (var admin = Admin.create(broker())) {
            try (var reader = reader(group)) {
                assertThat(reader.assignment()).isNotEmpty();
                known.look(admin);
            }
            write(300);

            now.set(now.get().plusSeconds(20));
            assertThat(known.look(admin)).isGreaterThanOrEqualTo(300);
            assertThat(new ReadersLag(Topic.RESOLVED_EVENTS, ABSENCE, now::get).look(admin))
                    .as("whoever looks for the first time does not know how long it is away")
                    .isGreaterThanOrEqualTo(300);

            now.set(now.get().plus(ABSENCE).plusSeconds(1));
            assertThat(known.look(admin)).isLessThan(300);

            admin.deleteConsumerGroups(List.of(group)).all().get();
        }
    }

    @Test
    void forgetsAReaderThatIsDeleted() throws ExecutionException, InterruptedException, TimeoutException {
        var group = "deleted-" + UUID.randomUUID();
        var lag = new ReadersLag(Topic.RESOLVED_EVENTS, ABSENCE, () -> Instant.EPOCH);
        try (var admin = Admin.create(broker())) {
            reader(group).close();
            write(300);
            assertThat(lag.look(admin)).isGreaterThanOrEqualTo(300);

            admin.deleteConsumerGroups(List.of(group)).all().get();

            assertThat(lag.look(admin)).isLessThan(300);
        }
    }

    @Test
    void seesThatARecordWaitsForLongerThanItShould() throws ExecutionException, InterruptedException, TimeoutException {
        var group = "late-" + UUID.randomUUID();
        var patience = Duration.ofMinutes(1);
        var now = new AtomicReference<>(Instant.now());
        var wait = new LongWait(Topic.RESOLVED_EVENTS, PARTITIONS, group, patience, now::get);
        try (var admin = Admin.create(broker())) {
            assertThat(wait.look(admin)).as("nobody has read").isFalse();
            try (var reader = reader(group)) {
                now.set(Instant.now().plus(patience).plusSeconds(1));
                assertThat(wait.look(admin)).as("all is committed").isFalse();

                write(1);
                now.set(Instant.now());
                assertThat(wait.look(admin)).as("it has just been written").isFalse();
                now.set(Instant.now().plus(patience).plusSeconds(1));
                assertThat(wait.look(admin)).as("it is still there").isTrue();

                write(1);
                now.set(Instant.now().plus(patience).minusSeconds(1));
                assertThat(wait.look(admin)).as("both are young").isFalse();
                assertThat(reader.assignment()).hasSize(PARTITIONS);
            }
            admin.deleteConsumerGroups(List.of(group)).all().get();
        }
    }

    /** Something listens and never answers, as a broker that hangs. */
    @Test
    void letsTheBulkLaneRestSoonWhenNoBrokerAnswers() throws IOException {
        var bulk = new Bulk(0);
        try (var silent = new ServerSocket(0);
                var gate = gate("127.0.0.1:" + silent.getLocalPort())) {
            gate.start(bulk.container());

            await().atMost(Duration.ofSeconds(6)).until(() -> bulk.pauses.get() > 0);
        }
    }

    @Test
    void letsTheBulkLaneRestWhenTheGateItselfStumbles() {
        var bulk = new Bulk(1);
        try (var gate = gate(SharedBackends.kafkaBootstrap())) {
            gate.start(bulk.container());

            await().atMost(Duration.ofSeconds(20)).until(() -> bulk.pauses.get() > 0);
        }
    }

    private static LaneGate gate(String bootstrap) {
        return new LaneGate(
                Map.of("bootstrap.servers", bootstrap),
                PARTITIONS,
                LIMITS,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** A listener that is or is not paused; resuming it fails so many times. */
    private static final class Bulk {

        private final AtomicInteger pauses = new AtomicInteger();
        private final AtomicInteger failures;

        Bulk(int failures) {
            this.failures = new AtomicInteger(failures);
        }

        MessageListenerContainer container() {
            return (MessageListenerContainer) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {MessageListenerContainer.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "isPauseRequested" -> failures.get() > 0;
                        case "pause" -> {
                            pauses.incrementAndGet();
                            yield null;
                        }
                        case "resume" -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("this once");
                            }
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }
    }

    /** A member of the group that has read everything there is. */
    private static KafkaConsumer<byte[], byte[]> reader(String group) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", SharedBackends.kafkaBootstrap(), "group.id", group, "enable.auto.commit", "false");
        var reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        reader.subscribe(List.of(Topic.RESOLVED_EVENTS.wireName()));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            reader.poll(Duration.ofMillis(200));
            return reader.assignment().size() == PARTITIONS;
        });
        var ends = new HashMap<TopicPartition, OffsetAndMetadata>();
        reader.endOffsets(reader.assignment())
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
        reader.commitSync(ends);
        return reader;
    }

    /** Records that are none of anybody's events; whoever resolves or indexes passes them over. */
    private static void write(int records) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(broker(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int record = 0; record < records; record++) {
                producer.send(new ProducerRecord<>(Topic.RESOLVED_EVENTS.wireName(), new byte[] {1}, new byte[] {1}))
                        .get();
            }
        }
    }

    private static Map<String, Object> broker() {
        return Map.of("bootstrap.servers", SharedBackends.kafkaBootstrap());
    }
}
