package io.tributary.ingestion.config;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.ingestion.adapter.postgres.PostgresBadRows;
import io.tributary.ingestion.adapter.postgres.PostgresJobs;
import io.tributary.ingestion.adapter.postgres.PostgresSources;
import io.tributary.ingestion.adapter.postgres.PostgresStoredAnswers;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.idempotency.Seal;
import io.tributary.ingestion.idempotency.StoredAnswers;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.source.Sources;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;

/** The PostgreSQL side. */
@Configuration(proxyBeanMethods = false)
class StoreConfig {

    /** A training run refreshes the context without any server. */
    @Bean
    FlywayMigrationStrategy migration(@Value("${cdp.training:false}") boolean training) {
        return flyway -> {
            if (!training) {
                flyway.migrate();
            }
        };
    }

    @Bean
    Sources sources(JdbcClient db, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresSources(db, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    BadRows badRows(JdbcTemplate batches, KeyedDigest digest, Scheduler blocking) {
        return new PostgresBadRows(batches, digest, blocking);
    }

    @Bean
    Jobs jobs(JdbcClient db, Scheduler blocking) {
        return new PostgresJobs(db, blocking);
    }

    @Bean
    StoredAnswers storedAnswers(JdbcClient db, Scheduler blocking) {
        return new PostgresStoredAnswers(db, blocking);
    }

    @Bean
    Seal seal(KeyedDigest digest) {
        return new Seal(digest.of(RecordKey.PLATFORM, "ingestion", "idempotent-answers"), new SecureRandom());
    }
}
