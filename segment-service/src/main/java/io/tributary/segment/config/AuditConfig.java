package io.tributary.segment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.segment.adapter.elasticsearch.SearchStores;
import io.tributary.segment.adapter.kafka.LocalStores;
import io.tributary.segment.adapter.kafka.SegmentTopology;
import io.tributary.segment.adapter.kafka.audit.CommandRepairs;
import io.tributary.segment.adapter.kafka.audit.MembershipTopic;
import io.tributary.segment.adapter.kafka.audit.PassedChangelog;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.adapter.kafka.feed.ProfileSink;
import io.tributary.segment.adapter.kafka.privacy.Sending;
import io.tributary.segment.adapter.postgres.PostgresAuditSchedule;
import io.tributary.segment.audit.AuditCounts;
import io.tributary.segment.audit.AuditSchedule;
import io.tributary.segment.audit.AuditStores;
import io.tributary.segment.audit.AuditWork;
import io.tributary.segment.audit.Difference.Kind;
import io.tributary.segment.audit.StartAudit;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Audits: the copies they compare, the job, and when it begins by itself. */
@Configuration(proxyBeanMethods = false)
class AuditConfig {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int TENANTS_A_LOOK = 20;

    @Bean
    AuditCounts auditCounts() {
        return new AuditCounts();
    }

    @Bean
    AuditStores auditStores(
            TopologyRun run,
            KafkaClients clients,
            KafkaProperties kafka,
            SegmentProperties segment,
            SearchStores search,
            ProfileSink profileSink,
            Sending sending) {
        var changelog = SegmentTopology.profileChangelog(segment.applicationId());
        return new AuditStores(
                new LocalStores(run::streams, kafka.partitions()),
                new MembershipTopic(clients),
                search.indexedProfiles(new PassedChangelog(clients, changelog, profileSink::open, PATIENCE)),
                new CommandRepairs(sending));
    }

    @Bean
    JobWork auditWork(
            AuditStores stores,
            Segments segments,
            Tenants tenants,
            AuditCounts counts,
            SegmentProperties segment,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new AuditWork(
                stores,
                segments::current,
                tenants,
                counts,
                suiteClock,
                segment.audit().slice());
    }

    @Bean
    StartAudit startAudit(Jobs jobs, Supplier<String> jobIds, @Qualifier("realClock") Clock realClock) {
        return new StartAudit(jobs, jobIds, realClock);
    }

    @Bean
    AuditSchedule auditSchedule(JdbcClient jdbc) {
        return new PostgresAuditSchedule(jdbc);
    }

    /** Two instances may look at once: then the second finds the audit of the first. */
    @Bean
    JobChore auditsBegun(AuditSchedule schedule, StartAudit startAudit, SegmentProperties segment) {
        return new JobChore(
                LOOK,
                () -> schedule.due(segment.audit().every(), TENANTS_A_LOOK).forEach(startAudit::startHere));
    }

    @Bean
    JobChore auditsForgotten(Jobs jobs, SegmentProperties segment) {
        return new JobChore(
                LOOK, () -> jobs.expire(AuditWork.KIND, segment.audit().keep()));
    }

    @Bean
    MeterBinder auditFigures(AuditCounts counts) {
        return registry -> {
            for (var kind : Kind.values()) {
                Gauge.builder("cdp.audit.differences", counts, it -> it.differences(kind))
                        .tag("kind", kind.wireName())
                        .strongReference(true)
                        .register(registry);
            }
            Gauge.builder("cdp.audit.checked", counts, AuditCounts::checked).register(registry);
            Gauge.builder("cdp.audit.repaired", counts, AuditCounts::repaired).register(registry);
            Gauge.builder("cdp.audit.finished", counts, AuditCounts::finished).register(registry);
        };
    }
}
