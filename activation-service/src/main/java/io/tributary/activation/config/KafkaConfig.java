package io.tributary.activation.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.adapter.kafka.Intakes;
import io.tributary.activation.adapter.kafka.KafkaSender;
import io.tributary.activation.adapter.kafka.TenantsReader;
import io.tributary.activation.adapter.kafka.TopicsReady;
import io.tributary.activation.contact.ContactInbox;
import io.tributary.activation.fault.DeadLetters;
import io.tributary.activation.membership.StandingInbox;
import io.tributary.activation.privacy.AnswerRequest;
import io.tributary.activation.suppression.Outbox;
import io.tributary.activation.tenant.Tenants;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.Topic;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Topics, consumers and the producer. Nothing connects before the background starts. */
@Configuration(proxyBeanMethods = false)
class KafkaConfig {

    static final List<Topic> TOPICS = List.of(
            Topic.MEMBERSHIPS,
            Topic.CONTACTS,
            Topic.SEGMENTS,
            Topic.TENANTS,
            Topic.REACHABILITY,
            Topic.SUPPRESSIONS,
            Topic.REQUESTS,
            Topic.RECEIPTS);

    // Each look costs the broker as much as a batch; a push is seconds away anyway.
    private static final int GATHER_MILLIS = 200;
    private static final int MANY_RECORDS = 1_000;
    // A stage may wait for seconds, and the group must not lose patience.
    private static final int FEW_RECORDS = 10;

    private final String bootstrap;

    KafkaConfig(@Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Bean
    TopicsReady topicsReady(KafkaTopicsProperties topics) {
        return new TopicsReady(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                topics.partitions(),
                topics.replicationFactor());
    }

    @Bean
    Intakes intakes(DeadLetters deadLetters, MeterRegistry meters, Clock realClock) {
        return new Intakes(deadLetters, meters, realClock);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> membershipIntake(
            Intakes intakes, StandingInbox inbox, MeterRegistry meters) {
        return container(Topic.MEMBERSHIPS, intakes.memberships(inbox), meters);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> contactIntake(
            Intakes intakes, ContactInbox inbox, KeyedDigest digest, MeterRegistry meters) {
        return container(Topic.CONTACTS, intakes.contacts(inbox, digest), meters);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> segmentIntake(
            Intakes intakes, StandingInbox inbox, MeterRegistry meters) {
        return container(Topic.SEGMENTS, intakes.segments(inbox), meters);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> requestIntake(
            Intakes intakes, AnswerRequest answerRequest, SealedValues sealedValues, MeterRegistry meters) {
        return container(Topic.REQUESTS, intakes.requests(answerRequest, sealedValues), meters, FEW_RECORDS);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            Topic topic, BatchMessageListener<String, byte[]> listener, MeterRegistry meters) {
        return container(topic, listener, meters, MANY_RECORDS);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            Topic topic, BatchMessageListener<String, byte[]> listener, MeterRegistry meters, int most) {
        var properties = new ContainerProperties(topic.wireName());
        properties.setGroupId("cdp-activation-" + topic.name().toLowerCase(Locale.ROOT));
        properties.setMessageListener(listener);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMissingTopicsFatal(false);
        var settings = consumer();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 65_536);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GATHER_MILLIS);
        var factory = new DefaultKafkaConsumerFactory<String, byte[]>(settings);
        factory.addListener(new MicrometerConsumerListener<>(meters));
        var container = new ConcurrentMessageListenerContainer<>(factory, properties);
        container.setBeanName("cdp-activation-" + topic.name().toLowerCase(Locale.ROOT));
        container.setAutoStartup(false);
        // Without an end: a store that is down makes the batch come again, and nothing is passed over.
        container.setCommonErrorHandler(new DefaultErrorHandler(patient()));
        return container;
    }

    private static ExponentialBackOff patient() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(5_000);
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        return backOff;
    }

    private Map<String, Object> consumer() {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MANY_RECORDS);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    @Bean
    TenantsReader tenantsReader(Tenants tenants, KafkaTopicsProperties topics) {
        return new TenantsReader(consumer(), tenants, topics.partitions());
    }

    @Bean
    Outbox.Sender outboxSender() {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 25_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaSender(
                new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }
}
