package io.tributary.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.identity.adapter.postgres.PostgresGraphs;
import io.tributary.identity.change.Announcements;
import io.tributary.identity.change.Returns;
import io.tributary.identity.graph.Graphs;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The real service between a real broker and a real database, and the hands to feed and to watch it. One for all
 * integration tests, until the JVM ends: each keeps to tenants of its own.
 */
final class Bed {

    private static final class Holder {
        private static final Bed BED = new Bed();
    }

    static final int PARTITIONS = 4;
    private static final String DATABASE = "identity_it";

    final Tokens tokens = new Tokens();
    final KafkaProducer<String, byte[]> producer;
    final ConfigurableApplicationContext service;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new CopyOnWriteArrayList<>();

    static Bed get() {
        return Holder.BED;
    }

    private Bed() {
        SharedBackends.get(ServerKind.KAFKA, ServerKind.POSTGRES);
        createLogin();
        producer = new KafkaProducer<>(clientSettings(), new StringSerializer(), new ByteArraySerializer());
        service = SpringApplication.run(IdentityApplication.class, arguments().toArray(String[]::new));
        consumer = new KafkaConsumer<>(clientSettings(), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : List.of(Topic.RESOLVED_EVENTS, Topic.IDENTITY_CHANGES, Topic.CONTACTS, Topic.REQUESTS)) {
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new TopicPartition(topic.wireName(), i));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** With what an instance is started. */
    List<String> arguments() {
        return List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + SharedBackends.kafkaBootstrap(),
                "--spring.datasource.url=" + SharedBackends.postgres(DATABASE).replaceAll("\\?.*", ""),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + tokens.issuer(),
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + tokens.issuer()
                        + "/protocol/openid-connect/certs",
                "--cdp.kafka.partitions=" + PARTITIONS,
                "--cdp.identity.privacy.ask-again=1s",
                "--cdp.platform.secret=" + Base64.getEncoder().encodeToString(new byte[32]));
    }

    private static void createLogin() {
        try (var connection = DriverManager.getConnection(SharedBackends.postgres(DATABASE));
                var statement = connection.createStatement()) {
            statement.execute("create role cdp_identity login password 'cdp_identity'");
            statement.execute("create schema cdp_identity authorization cdp_identity");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", SharedBackends.kafkaBootstrap(), "linger.ms", 5);
    }

    <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    /** The graphs as another instance has them: a memory of its own before the same store. */
    Graphs anotherMemory() {
        return new PostgresGraphs(
                bean(JdbcClient.class),
                new TransactionTemplate(bean(PlatformTransactionManager.class)),
                new PostgresGraphs.MemorySize(1_000, 1_000),
                new PostgresGraphs.Surroundings(
                        bean(Announcements.class),
                        Clock.systemUTC(),
                        Clock.systemUTC(),
                        () -> {},
                        bean(KeyedDigest.class),
                        bean(Returns.class)));
    }

    int port() {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    int managementPort() {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.management.port"));
    }

    WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** A client with a token of that tenant and role. */
    WebTestClient client(String tenant, String role) {
        return client().mutate()
                .defaultHeaders(it -> it.setBearerAuth(tokens.token(tenant, role)))
                .build();
    }

    static AcceptedEvent.Builder event(String tenant, String messageId, long at) {
        return AcceptedEvent.newBuilder()
                .setTenant(tenant)
                .setSourceId("shop")
                .setMessageId(messageId)
                .setTimes(EventTimes.newBuilder().setTimestamp(at).setReceivedAt(at));
    }

    static ByteString json(String text) {
        return ByteString.copyFromUtf8(text.replace('\'', '"'));
    }

    void send(Topic lane, List<AcceptedEvent> events) {
        var acks = new ArrayList<Future<?>>();
        for (var event : events) {
            var key = new RecordKey(event.getTenant(), event.getAnonymousId() + event.getUserId()).text();
            acks.add(producer.send(new ProducerRecord<>(lane.wireName(), key, event.toByteArray())));
        }
        acks.forEach(Bed::taken);
    }

    void sendRaw(Topic lane, String key, byte[] value) {
        taken(producer.send(new ProducerRecord<>(lane.wireName(), key, value)));
    }

    private static void taken(Future<?> ack) {
        try {
            ack.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that came out of a topic so far for a tenant, in partition order. */
    List<ConsumerRecord<String, byte[]>> records(Topic topic, String tenant) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return seen.stream()
                .filter(it -> it.topic().equals(topic.wireName()) && it.key().startsWith(tenant + "/"))
                .toList();
    }

    /** The profile of each message that was resolved so far for a tenant. */
    Map<String, UUID> resolved(String tenant) {
        var people = new HashMap<String, UUID>();
        for (var record : records(Topic.RESOLVED_EVENTS, tenant)) {
            try {
                var event = ResolvedEvent.parseFrom(record.value());
                people.put(event.getEvent().getMessageId(), UUID.fromString(event.getProfileId()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return people;
    }
}
