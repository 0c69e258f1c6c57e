package io.tributary.activation.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.adapter.kafka.ProtoReceipts;
import io.tributary.activation.adapter.postgres.PostgresErasureQueue;
import io.tributary.activation.adapter.postgres.PostgresErasures;
import io.tributary.activation.adapter.postgres.PostgresReceipts;
import io.tributary.activation.adapter.postgres.PostgresStores;
import io.tributary.activation.adapter.postgres.Store;
import io.tributary.activation.audience.SyncAudience;
import io.tributary.activation.audience.WithdrawPerson;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.delivery.Transport;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.privacy.AnswerRequest;
import io.tributary.activation.privacy.ErasureQueue;
import io.tributary.activation.privacy.Erasures;
import io.tributary.activation.privacy.ForgetAtDestinations;
import io.tributary.activation.privacy.PersonRequest;
import io.tributary.activation.privacy.SentForms;
import io.tributary.activation.privacy.SuppressPerson;
import io.tributary.activation.secret.Envelope;
import io.tributary.activation.suppression.Suppressions;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Privacy requests and all they need. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfig {

    @Bean
    PostgresReceipts receipts(Store store, SealedValues sealedValues, Clock realClock) {
        return new PostgresReceipts(store, new ProtoReceipts(sealedValues, realClock));
    }

    @Bean
    PostgresErasures erasures(
            Store store, PostgresReceipts receipts, Envelope envelope, JsonMapper json, Clock realClock) {
        return new PostgresErasures(store, receipts, envelope, json, realClock);
    }

    @Bean
    ErasureQueue erasureQueue(
            Store store, PostgresReceipts receipts, Envelope envelope, JsonMapper json, Clock realClock) {
        return new PostgresErasureQueue(store, receipts, envelope, json, realClock);
    }

    @Bean
    AnswerRequest answerRequest(
            PostgresStores stores,
            Suppressions suppressions,
            Erasures erasures,
            PostgresReceipts receipts,
            Connectors connectors,
            KeyedDigest digest,
            StopSignal stop,
            Ids ids,
            MeterRegistry meters) {
        var suppressPerson =
                new SuppressPerson(suppressions, (tenant, id) -> digest.hex(tenant, "profile_id", id), ids);
        var tools = new AnswerRequest.Tools(
                suppressPerson, stores.personStore(), erasures, receipts, new SentForms(connectors), stop);
        return new AnswerRequest(tools, new CountedStages(meters));
    }

    private record CountedStages(MeterRegistry meters) implements AnswerRequest.Listener {

        @Override
        public void answered(PersonRequest.Stage stage, boolean done) {
            meters.counter(
                            "cdp.privacy.stages.answered",
                            "stage",
                            stage.name().toLowerCase(Locale.ROOT),
                            "result",
                            done ? "done" : "failed")
                    .increment();
        }

        @Override
        public void leftOut(long rows) {
            meters.counter("cdp.privacy.rows.left.out").increment((double) rows);
        }
    }

    @Bean
    ErasureRounds erasureRounds(
            ErasureQueue queue,
            Destinations destinations,
            SyncAudience.Tools tools,
            Transport transport,
            Ids ids,
            Clock realClock,
            ExecutorService backgroundThreads) {
        var forgetting = new ForgetAtDestinations.Tools(
                queue, destinations, tools.connectors(), new WithdrawPerson(tools, ids, realClock), transport);
        return new ErasureRounds(
                new ForgetAtDestinations(forgetting, realClock, new SecureRandom(), ids.next("inst")),
                backgroundThreads);
    }

    @Bean
    Gauge openErasures(Erasures erasures, MeterRegistry meters) {
        return Gauge.builder("cdp.privacy.erasures.open", erasures, Erasures::open)
                .register(meters);
    }
}
