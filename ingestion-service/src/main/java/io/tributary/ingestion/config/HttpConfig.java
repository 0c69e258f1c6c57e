package io.tributary.ingestion.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.tributary.ingestion.adapter.http.Admission;
import io.tributary.ingestion.adapter.http.BadRowController;
import io.tributary.ingestion.adapter.http.CollectorBodies;
import io.tributary.ingestion.adapter.http.CollectorController;
import io.tributary.ingestion.adapter.http.CollectorCors;
import io.tributary.ingestion.adapter.http.CollectorShortcut;
import io.tributary.ingestion.adapter.http.Idempotency;
import io.tributary.ingestion.adapter.http.ImportController;
import io.tributary.ingestion.adapter.http.Problems;
import io.tributary.ingestion.adapter.micrometer.MicrometerAnswerTimes;
import io.tributary.ingestion.idempotency.Seal;
import io.tributary.ingestion.idempotency.StoredAnswers;
import io.tributary.ingestion.intake.InFlightBytes;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
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
    CollectorShortcut collectorShortcut(
            CollectorController collector,
            JsonMapper json,
            MeterRegistry registry,
            ServerWebExchangeFirewall wall,
            ServerExchangeRejectedHandler refused) {
        return new CollectorShortcut(
                collector,
                json,
                new MicrometerAnswerTimes(registry, System::nanoTime)::timed,
                new CollectorShortcut.Firewall(wall, refused));
    }

    /** What the shortcut takes it times itself, into the same timer: an observation costs as much as the rest of a call. */
    @Bean
    ObservationPredicate onlyOrdinaryRequests() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && CollectorShortcut.takes(request.getCarrier()));
    }

    @Bean
    CollectorBodies collectorBodies(
            IngestionProperties properties, InFlightBytes inFlight, @Qualifier("intake") Scheduler intake) {
        return new CollectorBodies(
                Math.toIntExact(properties.limits().batchSize().toBytes()),
                properties.door().bodyTimeout(),
                inFlight,
                intake);
    }

    @Bean
    Admission admission(Tenants tenants, Clock realClock) {
        return new Admission(tenants, realClock);
    }

    @Bean
    ImportController.Guard importGuard(Admission admission, Idempotency idempotency, IngestionProperties properties) {
        return new ImportController.Guard(
                admission, idempotency, properties.imports().maxWaiting());
    }

    @Bean
    BadRowController.Guard badRowGuard(Admission admission, Idempotency idempotency, IngestionProperties properties) {
        return new BadRowController.Guard(
                admission, idempotency, properties.badRows().maxReplays());
    }

    @Bean
    Idempotency idempotency(StoredAnswers answers, Seal seal, JsonMapper json) {
        return new Idempotency(answers, seal, json);
    }
}
