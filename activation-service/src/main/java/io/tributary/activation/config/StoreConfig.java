package io.tributary.activation.config;

import io.tributary.activation.adapter.kafka.ProtoStatements;
import io.tributary.activation.adapter.postgres.PostgresAudiences;
import io.tributary.activation.adapter.postgres.PostgresDeadLetters;
import io.tributary.activation.adapter.postgres.PostgresDeliveries;
import io.tributary.activation.adapter.postgres.PostgresDestinations;
import io.tributary.activation.adapter.postgres.PostgresIdempotentAnswers;
import io.tributary.activation.adapter.postgres.PostgresLedger;
import io.tributary.activation.adapter.postgres.PostgresMemberships;
import io.tributary.activation.adapter.postgres.PostgresOutbox;
import io.tributary.activation.adapter.postgres.PostgresRuns;
import io.tributary.activation.adapter.postgres.PostgresStores;
import io.tributary.activation.adapter.postgres.PostgresTouchedPeople;
import io.tributary.activation.adapter.postgres.PostgresWork;
import io.tributary.activation.adapter.postgres.Store;
import io.tributary.activation.contact.ContactInbox;
import io.tributary.activation.secret.Envelope;
import io.tributary.activation.suppression.People;
import io.tributary.activation.suppression.Suppressions;
import io.tributary.activation.touch.TouchedPeople;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The stores. */
@Configuration(proxyBeanMethods = false)
class StoreConfig {

    /** A training run ends before the first server is needed. */
    @Bean
    FlywayMigrationStrategy migration(@Value("${cdp.training:false}") boolean training) {
        return flyway -> {
            if (!training) {
                flyway.migrate();
            }
        };
    }

    @Bean
    Store store(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Store(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    TouchedPeople touchedPeople(Store store) {
        return new PostgresTouchedPeople(store);
    }

    @Bean
    PostgresStores stores(
            Store store,
            JsonMapper json,
            ActivationProperties properties,
            @Qualifier("suiteClock") Clock suiteClock,
            Clock realClock) {
        return PostgresStores.of(
                store, json, new ProtoStatements(), properties.heartbeatLimit(), suiteClock, realClock);
    }

    @Bean
    People people(PostgresStores stores) {
        return stores.people();
    }

    @Bean
    ContactInbox contactInbox(PostgresStores stores) {
        return stores.contacts();
    }

    @Bean
    Suppressions suppressions(PostgresStores stores) {
        return stores.suppressions();
    }

    @Bean
    PostgresMemberships memberships(Store store, ActivationProperties properties) {
        return new PostgresMemberships(store, properties.mergeHold());
    }

    @Bean
    PostgresDestinations destinations(Store store, Envelope envelope, JsonMapper json) {
        return new PostgresDestinations(store, envelope, json);
    }

    @Bean
    PostgresAudiences audiences(Store store, JsonMapper json) {
        return new PostgresAudiences(store, json);
    }

    @Bean
    PostgresWork work(Store store) {
        return new PostgresWork(store);
    }

    @Bean
    PostgresLedger ledger(Store store, Envelope envelope) {
        return new PostgresLedger(store, envelope);
    }

    @Bean
    PostgresRuns runs(Store store, JsonMapper json) {
        return new PostgresRuns(store, json);
    }

    @Bean
    PostgresDeliveries deliveries(Store store) {
        return new PostgresDeliveries(store);
    }

    @Bean
    PostgresOutbox outbox(Store store) {
        return new PostgresOutbox(store);
    }

    @Bean
    PostgresDeadLetters deadLetters(Store store, Clock realClock) {
        return new PostgresDeadLetters(store, realClock);
    }

    @Bean
    PostgresIdempotentAnswers idempotentAnswers(Store store, Clock realClock) {
        return new PostgresIdempotentAnswers(store, realClock);
    }
}
