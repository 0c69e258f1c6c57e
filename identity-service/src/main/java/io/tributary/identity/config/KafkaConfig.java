package io.tributary.identity.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.Topic;
import io.tributary.identity.adapter.kafka.KafkaSender;
import io.tributary.identity.adapter.kafka.Lane;
import io.tributary.identity.adapter.kafka.LaneGate;
import io.tributary.identity.adapter.kafka.OutboxRelay;
import io.tributary.identity.adapter.kafka.ProtobufAnnouncements;
import io.tributary.identity.adapter.kafka.ReceiptListener;
import io.tributary.identity.adapter.kafka.ResolveListener;
import io.tributary.identity.adapter.kafka.TenantsFeed;
import io.tributary.identity.adapter.kafka.TopicsReady;
import io.tributary.identity.change.Outbox;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.Present;
import io.tributary.identity.intake.DeadLetters;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.privacy.RunRequests;
import io.tributary.identity.privacy.WatchRequests;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.trait.KeepTraits;
import io.tributary.identity.trait.Traits;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The topics' clients. Nothing here connects before the service starts its work. */
@Configuration(proxyBeanMethods = false)
class KafkaConfig {

    /** How soon a lane that rested goes on. */
    private static final Duration LOOK_WHILE_PAUSED = Duration.ofMillis(50);

    private final String bootstrap;

    KafkaConfig(@Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Bean
    KeyedDigest keyedDigest(PlatformProperties platform) {
        return new KeyedDigest(platform.secretBytes());
    }

    @Bean
    ProtobufAnnouncements announcements(KeyedDigest digest) {
        return new ProtobufAnnouncements(digest);
    }

    @Bean
    Supplier<UUID> profileIds(Clock realClock) {
        return new UuidV7(realClock);
    }

    @Bean
    TopicsReady topicsReady(TopicProperties topics, IdentityProperties properties) {
        return new TopicsReady(
                adminSettings(), topics.partitions(), topics.replicationFactor(), properties.brokerPatience());
    }

    @Bean
    TenantsFeed tenants() {
        return new TenantsFeed(() -> new KafkaConsumer<>(consumerSettings()));
    }

    /** Lazy, because a producer connects as soon as it exists. */
    @Bean
    @Lazy
    KafkaSender sender() {
        return new KafkaSender(new KafkaProducer<>(producerSettings()));
    }

    @Bean
    @Lazy
    OutboxRelay outboxRelay(
            Outbox outbox, KafkaSender sender, Clock realClock, TopicProperties topics, MeterRegistry metrics) {
        return new OutboxRelay(outbox, sender, realClock, topics.partitions(), metrics);
    }

    @Bean
    ResolveEvents resolveEvents(
            Graphs graphs, TenantsFeed tenants, Supplier<UUID> profileIds, @Qualifier("suiteClock") Clock suiteClock) {
        return new ResolveEvents(graphs, tenants, profileIds, () -> Present.at(suiteClock.millis()));
    }

    @Bean
    KeepTraits keepTraits(Traits traits) {
        return new KeepTraits(traits, IdentityRules.defaults());
    }

    @Bean
    LaneGate laneGate(TopicProperties topics, IdentityProperties properties, Clock realClock, MeterRegistry metrics) {
        var limits = new LaneGate.Limits(
                properties.maxLiveLag(),
                properties.maxResolvedLag(),
                properties.livePatience(),
                properties.readerAbsence());
        return new LaneGate(adminSettings(), topics.partitions(), limits, realClock, metrics);
    }

    /** What a lane's listener needs; made when the service starts its work. */
    @Bean
    @Lazy
    Lanes lanes(
            ResolveEvents resolveEvents,
            KeepTraits keepTraits,
            ProtobufAnnouncements announcements,
            KafkaSender sender,
            DeadLetters deadLetters,
            MeterRegistry metrics,
            IdentityProperties properties) {
        var containers = new HashMap<Lane, ConcurrentMessageListenerContainer<String, byte[]>>();
        for (var lane : Lane.values()) {
            var listener =
                    new ResolveListener(lane, resolveEvents, keepTraits, announcements, sender, deadLetters, metrics);
            containers.put(lane, container(lane, listener, properties));
        }
        return new Lanes(containers);
    }

    @Bean
    @Lazy
    PrivacyWork privacyWork(RunRequests requests, WatchRequests watch, PrivacyMetrics metrics) {
        var settings = consumerSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, ReceiptListener.GROUP);
        var properties = new ContainerProperties(Topic.RECEIPTS.wireName());
        properties.setMessageListener(new ReceiptListener(requests, metrics));
        properties.setAckMode(ContainerProperties.AckMode.RECORD);
        var container = new ConcurrentMessageListenerContainer<String, byte[]>(
                new DefaultKafkaConsumerFactory<>(settings), properties);
        container.setBeanName("receipts");
        container.setCommonErrorHandler(retryForEver());
        return new PrivacyWork(requests, watch, container);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            Lane lane, ResolveListener listener, IdentityProperties properties) {
        var settings = consumerSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, lane.group());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 65_536);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, gatherMillis(lane));
        settings.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                lane == Lane.LIVE ? properties.batchSize() : properties.bulkBatchSize());
        var containerProperties = new ContainerProperties(lane.topic().wireName());
        containerProperties.setMessageListener(listener);
        containerProperties.setAckMode(ContainerProperties.AckMode.BATCH);
        containerProperties.setPollTimeoutWhilePaused(LOOK_WHILE_PAUSED);
        var container = new ConcurrentMessageListenerContainer<String, byte[]>(
                new DefaultKafkaConsumerFactory<>(settings), containerProperties);
        container.setBeanName("lane-" + lane.label());
        container.setConcurrency(lane == Lane.LIVE ? properties.concurrency() : 1);
        container.setCommonErrorHandler(retryForEver());
        return container;
    }

    /** How long a lane waits for more to come: each look costs the broker as much as a batch. */
    private static int gatherMillis(Lane lane) {
        return switch (lane) {
            case LIVE -> 40;
            case BULK -> 200;
        };
    }

    /** A store or broker that does not answer is waited for: a batch is never skipped. */
    private static DefaultErrorHandler retryForEver() {
        var pause = new ExponentialBackOff(200, 2);
        pause.setMaxInterval(5_000);
        return new DefaultErrorHandler(pause);
    }

    private Map<String, Object> adminSettings() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    }

    private Map<String, Object> consumerSettings() {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        return settings;
    }

    private Map<String, Object> producerSettings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                65_536,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                40_000);
    }
}
