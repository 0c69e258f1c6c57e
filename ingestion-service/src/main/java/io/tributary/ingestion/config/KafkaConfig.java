package io.tributary.ingestion.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.ConsumerGroups;
import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.adapter.kafka.BadRowArchive;
import io.tributary.ingestion.adapter.kafka.BulkBacklog;
import io.tributary.ingestion.adapter.kafka.DoorRecords;
import io.tributary.ingestion.adapter.kafka.DoorView;
import io.tributary.ingestion.adapter.kafka.EventRecords;
import io.tributary.ingestion.adapter.kafka.KafkaBulkLog;
import io.tributary.ingestion.adapter.kafka.KafkaEventLog;
import io.tributary.ingestion.adapter.kafka.KafkaSourceFeed;
import io.tributary.ingestion.adapter.kafka.TopicsReady;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.EventLog;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.source.SourceFeed;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.Digest;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import reactor.core.scheduler.Scheduler;

/** The Kafka side: a producer for each lane, the views of compacted topics, and the listener that keeps bad rows. */
@Configuration(proxyBeanMethods = false)
class KafkaConfig {

    static final String BAD_ROW_GROUP = "ingestion-bad-rows";
    /** Identity's group on the bulk lane. */
    private static final long FIRST_PAUSE_MS = 500;

    private static final double PAUSE_GROWTH = 2;

    @Bean
    TopicsReady topicsReady(KafkaProperties kafka, TopicProperties topics) {
        var settings = new HashMap<>(kafka.buildAdminProperties());
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return new TopicsReady(
                settings,
                new TopicsReady.Layout(topics.partitions(), topics.replicationFactor(), topics.patience()),
                System::nanoTime);
    }

    @Bean(destroyMethod = "close")
    Producer<String, byte[]> producer(KafkaProperties kafka, IngestionProperties properties) {
        return producer(
                kafka,
                properties,
                Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "ingestion",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        65_536,
                        // Everything that is in flight fits, so that a send waits for metadata at most.
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2 * properties.door().inFlight().toBytes()));
    }

    /** Imports and replays: a few large requests, and a buffer that holds one chunk of each job. */
    @Bean(destroyMethod = "close", defaultCandidate = false)
    Producer<String, byte[]> bulkProducer(KafkaProperties kafka, IngestionProperties properties) {
        return producer(
                kafka,
                properties,
                Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "ingestion-bulk",
                        ProducerConfig.LINGER_MS_CONFIG,
                        10,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        131_072,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4L * (1 + properties.jobs().parallel()) * 1024 * 1024));
    }

    private static Producer<String, byte[]> producer(
            KafkaProperties kafka, IngestionProperties properties, Map<String, Object> own) {
        var settings = new HashMap<>(kafka.buildProducerProperties());
        settings.putAll(own);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A send waits for metadata first and for its acknowledgement then: both together are the timeout.
        int timeout = Math.toIntExact(properties.door().writeTimeout().toMillis());
        int delivery = timeout - timeout / 4;
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout / 4);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    EventRecords eventRecords(Digest digest, Tenants tenants, IngestionProperties properties) {
        var limits = properties.limits().toEventLimits();
        return new EventRecords(
                digest, tenant -> limits.with(tenants.state(tenant).limits()).eventBytes());
    }

    @Bean
    EventLog eventLog(Producer<String, byte[]> producer, EventRecords records) {
        return new KafkaEventLog(producer, records);
    }

    @Bean
    BulkLog bulkLog(
            @Qualifier("bulkProducer") Producer<String, byte[]> producer,
            EventRecords records,
            BulkBacklog backlog,
            IngestionProperties properties,
            Scheduler blocking,
            MeterRegistry registry) {
        var room = new KafkaBulkLog.Room(backlog, properties.jobs().ahead());
        return new KafkaBulkLog(producer, records, room, blocking, registry);
    }

    @Bean
    BulkBacklog bulkBacklog(@Lazy Admin requestAdmin, TopicProperties topics) {
        return new BulkBacklog(requestAdmin, ConsumerGroups.IDENTITY_BULK, topics.partitions());
    }

    @Bean
    SourceFeed sourceFeed(Producer<String, byte[]> producer, Scheduler blocking) {
        return new KafkaSourceFeed(producer, blocking);
    }

    @Bean
    DoorView doorView(
            KafkaProperties kafka,
            WriteKeys keys,
            Tenants tenants,
            DoorList doorList,
            PlanIndex plans,
            MeterRegistry registry) {
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingestion-door");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        var unreadable = registry.counter("cdp.records.unreadable", "reader", "door");
        return new DoorView(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                new DoorRecords(keys, tenants, doorList, plans),
                unreadable::increment);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> badRowListener(
            KafkaProperties kafka, BadRows badRows, MeterRegistry registry) {
        var container = new ContainerProperties(Topic.BAD_ROWS.wireName());
        container.setGroupId(BAD_ROW_GROUP);
        container.setMessageListener(new BadRowArchive(
                badRows, registry.counter("cdp.records.unreadable", "reader", "bad-rows")::increment));
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        var consumers = new DefaultKafkaConsumerFactory<>(
                consumerSettings(kafka), new StringDeserializer(), new ByteArrayDeserializer());
        var listener = new ConcurrentMessageListenerContainer<>(consumers, container);
        // A store that does not answer is waited for without end: a row is never passed over.
        listener.setCommonErrorHandler(new DefaultErrorHandler(pauses()));
        return listener;
    }

    private static ExponentialBackOff pauses() {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, PAUSE_GROWTH);
        pauses.setMaxInterval(Duration.ofSeconds(10).toMillis());
        return pauses;
    }

    private static Map<String, Object> consumerSettings(KafkaProperties kafka) {
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, BAD_ROW_GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        return settings;
    }
}
