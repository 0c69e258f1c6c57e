package io.tributary.ingestion.config;

import io.tributary.ingestion.adapter.http.TrackingPlanController;
import io.tributary.ingestion.adapter.jsonschema.NetworkntSchemas;
import io.tributary.ingestion.adapter.kafka.KafkaPlanFeed;
import io.tributary.ingestion.adapter.kafka.KafkaTraffic;
import io.tributary.ingestion.adapter.kafka.KeptOutEvents;
import io.tributary.ingestion.adapter.postgres.PostgresProposals;
import io.tributary.ingestion.adapter.postgres.PostgresTrackingPlans;
import io.tributary.ingestion.adapter.postgres.PostgresViolations;
import io.tributary.ingestion.infer.InferPlan;
import io.tributary.ingestion.infer.Proposals;
import io.tributary.ingestion.infer.Traffic;
import io.tributary.ingestion.intake.TimeOrderedIds;
import io.tributary.ingestion.job.Background;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.plan.ChangePlans;
import io.tributary.ingestion.plan.PlanCompiler;
import io.tributary.ingestion.plan.PlanFeed;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.plan.TrackingPlans;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.violation.Tally;
import io.tributary.ingestion.violation.Violations;
import io.tributary.ingestion.violation.WriteViolations;
import java.time.Clock;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;

/** Tracking plans: what judges by them, where they and their violations are kept, and what proposes them. */
@Configuration(proxyBeanMethods = false)
class PlanConfig {

    // What one inference may have in memory of the log: this process has events to take in.
    private static final int INFER_FETCH = 4 * 1024 * 1024;

    @Bean
    PlanCompiler planCompiler() {
        return new PlanCompiler(new NetworkntSchemas());
    }

    @Bean
    PlanIndex planIndex(PlanCompiler compiler) {
        return new PlanIndex(compiler);
    }

    @Bean
    TrackingPlans trackingPlans(
            JdbcClient db, PlatformTransactionManager transactions, PlanProperties properties, Scheduler blocking) {
        return new PostgresTrackingPlans(
                db, new TransactionTemplate(transactions), properties.capacity().toBytes(), blocking);
    }

    @Bean
    PlanFeed planFeed(Producer<String, byte[]> producer, Scheduler blocking) {
        return new KafkaPlanFeed(producer, blocking);
    }

    @Bean
    ChangePlans changePlans(ChangePlans.Stores stores, ChangePlans.Memory memory, Clock realClock, TimeOrderedIds ids) {
        return new ChangePlans(stores, memory, realClock, ids);
    }

    @Bean
    ChangePlans.Stores planStores(TrackingPlans plans, PlanFeed feed) {
        return new ChangePlans.Stores(plans, feed);
    }

    @Bean
    ChangePlans.Memory planMemory(PlanCompiler compiler, PlanIndex index, WriteKeys sources) {
        return new ChangePlans.Memory(compiler, index, sources);
    }

    @Bean
    Tally tally() {
        return new Tally();
    }

    @Bean
    Violations violations(JdbcClient db, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresViolations(db, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    WriteViolations writeViolations(Tally tally, Violations violations) {
        return new WriteViolations(tally, violations);
    }

    @Bean
    Proposals proposals(JdbcClient db, Scheduler blocking) {
        return new PostgresProposals(db, blocking);
    }

    @Bean
    Traffic traffic(KafkaProperties kafka, Scheduler blocking, KeptOutEvents keptOut) {
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingestion-infer");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, INFER_FETCH);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, INFER_FETCH / 4);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaTraffic(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                blocking,
                keptOut);
    }

    @Bean
    InferPlan inferPlan(
            InferPlan.Stores stores,
            PlanProperties properties,
            Clock realClock,
            TimeOrderedIds ids,
            Background background) {
        var bounds = new InferPlan.Bounds(properties.inferRecords(), properties.inferWithin());
        return new InferPlan(stores, bounds, realClock, ids, background);
    }

    @Bean
    InferPlan.Stores inferStores(Traffic traffic, Jobs jobs, Proposals proposals) {
        return new InferPlan.Stores(traffic, jobs, proposals);
    }

    @Bean
    TrackingPlanController.Plans plans(
            TrackingPlans stored, ChangePlans change, Violations violations, InferPlan infer, WriteKeys sources) {
        return new TrackingPlanController.Plans(stored, change, violations, infer, sources);
    }
}
