package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MergedInto;
import io.tributary.contracts.v1.SegmentRecord;
import io.tributary.contracts.v1.SegmentStatus;
import io.tributary.embedded.Backends;
import io.tributary.embedded.BackendsSpec;
import io.tributary.embedded.ServerKind;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology on a broker of its own, with partitions, transactions, internal topics and a lost state directory. */
class TopologyIT {

    private static final int PARTITIONS = 4;
    private static final int PEOPLE = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOW = "2026-03-10T12:00:00Z";
    private static final Clock SUITE = Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC);

    private static Backends backends;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startBroker() throws Exception {
        backends = Backends.start(BackendsSpec.of(ServerKind.KAFKA));
        try (var admin = AdminClient.create(Map.of("bootstrap.servers", backends.kafkaBootstrap()))) {
            var topics = Stream.of(
                            Topic.RESOLVED_EVENTS,
                            Topic.IDENTITY_CHANGES,
                            Topic.CONTACTS,
                            Topic.REACHABILITY,
                            Topic.PROFILE_COMMANDS,
                            Topic.SEGMENTS,
                            Topic.COMPUTED_TRAITS,
                            Topic.TENANTS,
                            Topic.MEMBERSHIPS,
                            Topic.BAD_ROWS)
                    .map(it -> new NewTopic(it.wireName(), PARTITIONS, (short) 1).configs(it.settings()))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    @AfterAll
    static void stopBroker() {
        backends.close();
    }

    /** Every second person is merged into the next one while events for both keep coming, and the state is lost twice. */
    @Test
    void losesAndDoublesNothingOverMergesAndALostState() throws Exception {
        // given
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", backends.kafkaBootstrap(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer())) {
            publish(producer);
            var streams = start("first");

            // when
            orders(producer, 0, 1);
            awaitCounts(streams, PEOPLE, 0);
            streams.close(Duration.ZERO);
            streams = start("second");
            orders(producer, 0, 1);
            merges(producer);
            orders(producer, 1, 3);
            awaitCounts(streams, 3 * PEOPLE, PEOPLE);
            streams.close(Duration.ofSeconds(10));
            streams = start("third");

            // then
            awaitCounts(streams, 3 * PEOPLE, PEOPLE);
            awaitMembers();
            streams.close(Duration.ofSeconds(10));
        }
    }

    private KafkaStreams start(String stateDirectory) {
        var settings = TopologySettings.of("cdp-it", PARTITIONS, SUITE, Clock.systemUTC());
        var properties = new Properties();
        properties.putAll(StreamsSettings.of("cdp-it"));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, backends.kafkaBootstrap());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                directory.resolve(stateDirectory).toString());
        var streams = new KafkaStreams(SegmentTopology.build(settings), properties);
        streams.start();
        return streams;
    }

    private static void publish(KafkaProducer<String, byte[]> producer) {
        var rule = (RuleParse.Parsed) RuleText.parse("count(\"Order Completed\") >= 6 in last 30 days");
        send(
                producer,
                Topic.SEGMENTS,
                "six",
                SegmentRecord.newBuilder()
                        .setTenant("acme")
                        .setKey("six")
                        .setVersion(1)
                        .setStatus(SegmentStatus.PUBLISHED)
                        .setRule(ByteString.copyFrom(RuleJson.print(rule.condition())))
                        .build());
        producer.flush();
    }

    private static void orders(KafkaProducer<String, byte[]> producer, int from, int until) {
        for (int round = from; round < until; round++) {
            for (int person = 0; person < PEOPLE; person++) {
                var id = "m-" + person + "-" + round;
                send(
                        producer,
                        Topic.RESOLVED_EVENTS,
                        id,
                        TopologyRun.event("p" + person, id, NOW, "Order Completed", "{\"revenue\":1}")
                                .build());
            }
        }
        producer.flush();
    }

    private static void merges(KafkaProducer<String, byte[]> producer) {
        for (int loser = 0; loser < PEOPLE; loser += 2) {
            send(
                    producer,
                    Topic.IDENTITY_CHANGES,
                    "p" + loser,
                    IdentityChange.newBuilder()
                            .setTenant("acme")
                            .setProfileId("p" + loser)
                            .setGraphNumber(2L + loser)
                            .setMergedInto(MergedInto.newBuilder().setSurvivor("p" + (loser + 1)))
                            .build());
        }
        producer.flush();
    }

    private static void send(KafkaProducer<String, byte[]> producer, Topic topic, String ownKey, Message value) {
        var key = new RecordKey("acme", ownKey).text();
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), key, value.toByteArray()));
    }

    private static void awaitCounts(KafkaStreams streams, int applied, int duplicate) {
        var expected = new Tally(applied + duplicate, applied, duplicate, 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TopologyCounts.read(streams)).containsEntry("acme", expected));
    }

    /** Each survivor has its own three orders and the loser's three, whatever came first. */
    private static void awaitMembers() {
        var survivors = new HashSet<String>();
        for (int person = 1; person < PEOPLE; person += 2) {
            survivors.add("p" + person);
        }
        var current = new HashMap<String, Membership>();
        var wrong = new ArrayList<String>();
        try (var consumer = consumer()) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var membership = read(record.value());
                    var before = current.put(record.key(), membership);
                    if (before != null && before.getStateVersion() >= membership.getStateVersion()) {
                        wrong.add("version of " + record.key() + " at " + record.offset());
                    }
                    if (record.partition() != SegmentTopology.partitionOf(record.key(), PARTITIONS)) {
                        wrong.add("partition of " + record.key());
                    }
                }
                assertThat(members(current)).isEqualTo(survivors);
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> members(Map<String, Membership> current) {
        var members = new HashSet<String>();
        current.values().stream().filter(Membership::getMember).forEach(it -> members.add(it.getProfileId()));
        return members;
    }

    private static Membership read(byte[] value) {
        try {
            return Membership.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        backends.kafkaBootstrap(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.iterate(0, it -> it + 1)
                .limit(PARTITIONS)
                .map(it -> new TopicPartition(Topic.MEMBERSHIPS.wireName(), it))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
