package io.tributary.gateway.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.Topic;
import io.tributary.gateway.adapter.kafka.AuditListener;
import io.tributary.gateway.adapter.kafka.FirstEventWatch;
import io.tributary.gateway.adapter.kafka.KafkaAuditTrail;
import io.tributary.gateway.adapter.kafka.TenantRecords;
import io.tributary.gateway.adapter.kafka.TopicsReady;
import io.tributary.gateway.audit.AuditIntake;
import io.tributary.gateway.tenant.FirstEvents;
import io.tributary.gateway.tenant.TenantAnnouncements;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.util.backoff.ExponentialBackOff;

/** The topics that the gateway writes and reads. */
@Configuration(proxyBeanMethods = false)
class KafkaConfig {

    private static final int WAITING_AUDIT_ENTRIES = 10_000;
    private static final long FIRST_RETRY_MS = 500;
    private static final long LONGEST_RETRY_MS = 10_000;

    @Bean
    TopicsReady topicsReady(
            InstallationProperties installation, @Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        var kafka = installation.kafka();
        return new TopicsReady(
                bootstrap,
                List.of(Topic.TENANTS, Topic.AUDIT, Topic.EVENTS, Topic.EVENTS_BULK),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.patience());
    }

    /** Whoever sends handles the failure; Spring's own listener would log each once more. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }

    @Bean
    TenantRecords tenantRecords(TenantAnnouncements announcements, KafkaTemplate<String, byte[]> kafka) {
        return new TenantRecords(announcements, kafka);
    }

    @Bean
    KafkaAuditTrail auditTrail(
            KafkaTemplate<String, byte[]> kafka, ThreadPoolExecutor auditWorker, MeterRegistry meters) {
        return new KafkaAuditTrail(kafka, auditWorker, meters);
    }

    /** One thread, so that entries leave in the order of the answers. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor auditWorker() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_AUDIT_ENTRIES),
                Thread.ofPlatform().name("audit").daemon().factory());
    }

    @Bean
    AuditListener auditListener(AuditIntake intake, MeterRegistry meters) {
        return new AuditListener(intake, meters);
    }

    /** While the store is away a batch is tried again and again; nothing is skipped. */
    @Bean
    DefaultErrorHandler listenerErrors() {
        var backOff = new ExponentialBackOff(FIRST_RETRY_MS, 2);
        backOff.setMaxInterval(LONGEST_RETRY_MS);
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(backOff);
    }

    @Bean
    FirstEventWatch firstEventWatch(FirstEvents firstEvents, ConsumerFactory<String, byte[]> consumers) {
        return new FirstEventWatch(firstEvents, () -> consumers.createConsumer("cdp-gateway-first-events", "watch"));
    }
}
