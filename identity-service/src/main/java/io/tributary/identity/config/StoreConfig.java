package io.tributary.identity.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.identity.adapter.kafka.OutboxRelay;
import io.tributary.identity.adapter.postgres.PostgresAnswers;
import io.tributary.identity.adapter.postgres.PostgresDeadLetters;
import io.tributary.identity.adapter.postgres.PostgresGraphs;
import io.tributary.identity.adapter.postgres.PostgresKnownGraphs;
import io.tributary.identity.adapter.postgres.PostgresOutbox;
import io.tributary.identity.adapter.postgres.PostgresRules;
import io.tributary.identity.adapter.postgres.PostgresTraits;
import io.tributary.identity.change.Announcements;
import io.tributary.identity.change.Answers;
import io.tributary.identity.change.Outbox;
import io.tributary.identity.change.Returns;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.intake.DeadLetters;
import io.tributary.identity.rules.RuleBooks;
import io.tributary.identity.simulation.KnownGraphs;
import io.tributary.identity.trait.Traits;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ports that PostgreSQL answers. */
@Configuration(proxyBeanMethods = false)
class StoreConfig {

    /** A training run fills a cache of classes and has no servers. */
    @Bean
    FlywayMigrationStrategy migration(@Value("${cdp.training:false}") boolean training) {
        return flyway -> {
            if (!training) {
                flyway.migrate();
            }
        };
    }

    @Bean
    Graphs graphs(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            IdentityProperties properties,
            Announcements announcements,
            @Qualifier("suiteClock") Clock suiteClock,
            Clock realClock,
            KeyedDigest digests,
            Returns returns,
            ObjectProvider<OutboxRelay> relay) {
        var memory = properties.memory();
        return new PostgresGraphs(
                jdbc,
                new TransactionTemplate(transactions),
                new PostgresGraphs.MemorySize(memory.identifiers(), memory.profiles()),
                new PostgresGraphs.Surroundings(
                        announcements,
                        suiteClock,
                        realClock,
                        () -> relay.ifAvailable(OutboxRelay::wake),
                        digests,
                        returns));
    }

    @Bean
    KnownGraphs knownGraphs(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PostgresKnownGraphs(jdbc, transactions);
    }

    @Bean
    RuleBooks ruleBooks(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PostgresRules(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PostgresOutbox(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Clock realClock) {
        return new PostgresDeadLetters(jdbc, realClock);
    }

    @Bean
    Traits traits(JdbcClient jdbc, IdentityProperties properties, MeterRegistry metrics) {
        return new PostgresTraits(jdbc, properties.memory().identifiers(), metrics);
    }

    @Bean
    Answers answers(JdbcClient jdbc, Clock realClock) {
        return new PostgresAnswers(jdbc, realClock);
    }
}
