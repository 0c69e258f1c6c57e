package io.tributary.ingestion.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.adapter.kafka.BrokerState;
import io.tributary.ingestion.adapter.kafka.KeptOutEvents;
import io.tributary.ingestion.adapter.kafka.PersonRequests;
import io.tributary.ingestion.adapter.kafka.RequestRecords;
import io.tributary.ingestion.adapter.postgres.PersonAnswers;
import io.tributary.ingestion.adapter.postgres.PersonBadRows;
import io.tributary.ingestion.adapter.postgres.PersonJobs;
import io.tributary.ingestion.adapter.postgres.PersonProposals;
import io.tributary.ingestion.adapter.postgres.PersonViolations;
import io.tributary.ingestion.adapter.postgres.PostgresFileSearches;
import io.tributary.ingestion.adapter.postgres.PostgresKeptOut;
import io.tributary.ingestion.idempotency.Seal;
import io.tributary.ingestion.imports.SearchFiles;
import io.tributary.ingestion.imports.Spool;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.person.DoStage;
import io.tributary.ingestion.person.FollowKeptOut;
import io.tributary.ingestion.person.GuardDoor;
import io.tributary.ingestion.person.KeptOut;
import io.tributary.ingestion.suppression.Digest;
import io.tributary.ingestion.suppression.DoorList;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;
import reactor.core.scheduler.Scheduler;

/** Privacy requests: where a person's data is searched, and the listener that answers. */
@Configuration(proxyBeanMethods = false)
class PersonConfig {

    private static final String GROUP = "ingestion-requests";
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final double PAUSE_GROWTH = 2;

    @Bean
    SealedValues sealedValues(PlatformProperties platform, @Value("${cdp.training:false}") boolean training) {
        return platform.toSeal(training);
    }

    @Bean
    KeptOut keptOut(JdbcClient db, Scheduler blocking) {
        return new PostgresKeptOut(db, blocking);
    }

    @Bean
    FollowKeptOut followKeptOut(KeptOut keptOut, DoorList doorList) {
        return new FollowKeptOut(keptOut, doorList);
    }

    @Bean
    KeptOutEvents keptOutEvents(DoorList doorList, @Qualifier("suiteClock") Clock suiteClock) {
        return new KeptOutEvents(doorList, suiteClock);
    }

    @Bean
    PostgresFileSearches fileSearches(
            JdbcClient db, PlatformTransactionManager transactions, Scheduler blocking, SealedValues seal) {
        return new PostgresFileSearches(db, new TransactionTemplate(transactions), blocking, seal);
    }

    @Bean
    SearchFiles searchFiles(PostgresFileSearches searches, Spool spool, Jobs jobs, Digest digest) {
        return new SearchFiles(searches, spool, jobs, digest);
    }

    /** Opened with the first request: a training run has no broker. */
    @Bean(destroyMethod = "close")
    @Lazy
    Admin requestAdmin(KafkaProperties kafka) {
        var settings = new HashMap<>(kafka.buildAdminProperties());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, GROUP);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(settings);
    }

    @Bean
    BrokerState brokerState(@Lazy Admin requestAdmin, Clock realClock) {
        return new BrokerState(requestAdmin, KafkaConfig.BAD_ROW_GROUP, realClock);
    }

    @Bean
    DoStage doStage(
            JdbcClient db, Seal seal, PostgresFileSearches files, BrokerState broker, GuardDoor door, Digest digest) {
        var stores = List.of(
                new PersonBadRows(db),
                new PersonViolations(db),
                new PersonProposals(db),
                new PersonAnswers(db, seal),
                files,
                new PersonJobs(db));
        return new DoStage(door, stores, List.of(broker, files), broker, digest);
    }

    @Bean
    GuardDoor guardDoor(DoorList doorList, KeptOut keptOut, @Qualifier("suiteClock") Clock suiteClock) {
        return new GuardDoor(doorList, keptOut, suiteClock);
    }

    @Bean
    PersonRequests personRequests(
            DoStage doStage,
            SealedValues seal,
            Clock realClock,
            Producer<String, byte[]> producer,
            IngestionProperties properties,
            MeterRegistry registry) {
        var outcomes = new PersonRequests.Outcomes(
                (stage, outcome) -> registry.counter("cdp.privacy.stages", "stage", stage, "outcome", outcome)
                        .increment(),
                registry.counter("cdp.records.unreadable", "reader", "requests")::increment);
        return new PersonRequests(
                doStage,
                new RequestRecords(seal, realClock),
                producer,
                properties.door().writeTimeout(),
                outcomes);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> requestListener(
            KafkaProperties kafka, PersonRequests requests, IngestionProperties properties) {
        var container = new ContainerProperties(Topic.REQUESTS.wireName());
        container.setGroupId(GROUP);
        container.setMessageListener(requests);
        container.setAckMode(ContainerProperties.AckMode.RECORD);
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // A stage reads everything that a tenant has here: that takes as long as it takes.
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(properties.requests().within().toMillis()));
        var consumers =
                new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var listener = new ConcurrentMessageListenerContainer<>(consumers, container);
        var tryAgain = new DefaultErrorHandler(requests::giveUp, pauses(properties));
        tryAgain.setResetStateOnExceptionChange(false);
        listener.setCommonErrorHandler(tryAgain);
        return listener;
    }

    private static ExponentialBackOff pauses(IngestionProperties properties) {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, PAUSE_GROWTH);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        pauses.setMaxElapsedTime(properties.requests().patience().toMillis());
        return pauses;
    }
}
