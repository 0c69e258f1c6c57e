package io.tributary.segment.config;

import io.tributary.segment.adapter.postgres.PostgresComputedTraits;
import io.tributary.segment.adapter.postgres.PostgresDeadLetters;
import io.tributary.segment.adapter.postgres.PostgresSegmentSets;
import io.tributary.segment.adapter.postgres.PostgresSegments;
import io.tributary.segment.adapter.postgres.PostgresStoredAnswers;
import io.tributary.segment.overlap.CompareSegments;
import io.tributary.segment.personalization.PersonalizePage;
import io.tributary.segment.personalization.ReadKeys;
import io.tributary.segment.preview.People;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.SegmentSets;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.registry.StoredAnswers;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;

/** The registry over PostgreSQL, and what answers questions about it. */
@Configuration(proxyBeanMethods = false)
class RegistryConfig {

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
    PostgresSegments segments(JdbcClient jdbc, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresSegments(jdbc, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    SegmentSets segmentSets(JdbcClient jdbc, PostgresSegments segments) {
        return new PostgresSegmentSets(jdbc, segments);
    }

    @Bean
    ComputedTraits computedTraits(JdbcClient jdbc, PostgresSegments segments, Scheduler blocking) {
        return new PostgresComputedTraits(jdbc, segments, blocking);
    }

    @Bean
    StoredAnswers storedAnswers(JdbcClient jdbc, Scheduler blocking) {
        return new PostgresStoredAnswers(jdbc, blocking);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc) {
        return new PostgresDeadLetters(jdbc);
    }

    @Bean
    Tenants tenants() {
        return new Tenants();
    }

    @Bean
    ReadKeys readKeys() {
        return new ReadKeys();
    }

    @Bean
    PersonalizePage personalizePage(Profiles profiles, Segments segments) {
        return new PersonalizePage(profiles, segments);
    }

    @Bean
    PreviewSegment previewSegment(
            Segments segments, People people, Tenants tenants, @Qualifier("suiteClock") Clock suiteClock) {
        return new PreviewSegment(segments, people, tenants, suiteClock);
    }

    @Bean
    CompareSegments compareSegments(
            Segments segments, People people, Tenants tenants, @Qualifier("suiteClock") Clock suiteClock) {
        return new CompareSegments(segments, people, tenants, suiteClock);
    }
}
