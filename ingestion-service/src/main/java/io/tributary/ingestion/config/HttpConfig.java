package io.tributary.ingestion.config;

import io.tributary.ingestion.adapter.http.Admission;
import io.tributary.ingestion.adapter.http.CollectorBodies;
import io.tributary.ingestion.adapter.http.CollectorCors;
import io.tributary.ingestion.adapter.http.Idempotency;
import io.tributary.ingestion.adapter.http.ImportController;
import io.tributary.ingestion.adapter.http.Problems;
import io.tributary.ingestion.idempotency.Seal;
import io.tributary.ingestion.idempotency.StoredAnswers;
import io.tributary.ingestion.intake.InFlightBytes;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side, beyond its controllers. */
@Configuration(proxyBeanMethods = false)
class HttpConfig {

    @Bean
    Problems problems(JsonMapper json, Clock realClock) {
        return new Problems(json, realClock);
    }

    @Bean
    CollectorCors collectorCors() {
        return new CollectorCors();
    }

    @Bean
    CollectorBodies collectorBodies(
            IngestionProperties properties, InFlightBytes inFlight, @Qualifier("intake") Scheduler intake) {
        return new CollectorBodies(
                Math.toIntExact(properties.limits().batchSize().toBytes()), inFlight, intake);
    }

    @Bean
    Admission admission(Tenants tenants) {
        return new Admission(tenants);
    }

    @Bean
    ImportController.Guard importGuard(Admission admission, Idempotency idempotency, IngestionProperties properties) {
        return new ImportController.Guard(
                admission, idempotency, properties.imports().maxWaiting());
    }

    @Bean
    Idempotency idempotency(StoredAnswers answers, Seal seal, JsonMapper json) {
        return new Idempotency(answers, seal, json);
    }
}
