package io.tributary.identity.config;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.identity.adapter.http.Door;
import io.tributary.identity.adapter.http.IdempotentCalls;
import io.tributary.identity.adapter.http.PrivacyController;
import io.tributary.identity.adapter.http.PrivacyFile;
import io.tributary.identity.adapter.kafka.AcceptedEventNames;
import io.tributary.identity.adapter.kafka.OutboxRelay;
import io.tributary.identity.adapter.kafka.PrivacyRecords;
import io.tributary.identity.adapter.postgres.PostgresPrivatePeople;
import io.tributary.identity.adapter.postgres.PostgresRequests;
import io.tributary.identity.change.Answers;
import io.tributary.identity.change.Returns;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.privacy.AskPrivacy;
import io.tributary.identity.privacy.LiftOnReturn;
import io.tributary.identity.privacy.OwnPart;
import io.tributary.identity.privacy.PrivatePeople;
import io.tributary.identity.privacy.Records;
import io.tributary.identity.privacy.Requests;
import io.tributary.identity.privacy.RunRequests;
import io.tributary.identity.privacy.WatchRequests;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Privacy requests. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfig {

    @Bean
    SealedValues sealedValues(PlatformProperties platform) {
        return new SealedValues(platform.secretBytes(), new SecureRandom());
    }

    @Bean
    Records privacyRecords(SealedValues seals, KeyedDigest digests) {
        return new PrivacyRecords(seals, digests);
    }

    @Bean
    Requests requests(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SealedValues seals,
            Records records,
            Clock realClock,
            ObjectProvider<OutboxRelay> relay) {
        return new PostgresRequests(
                jdbc,
                new TransactionTemplate(transactions),
                seals,
                records,
                realClock,
                () -> relay.ifAvailable(OutboxRelay::wake));
    }

    @Bean
    PrivatePeople privatePeople(
            JdbcClient jdbc,
            KeyedDigest digests,
            Records records,
            Tenants tenants,
            @Qualifier("suiteClock") Clock suiteClock,
            Clock realClock) {
        return new PostgresPrivatePeople(
                jdbc,
                digests,
                records,
                new AcceptedEventNames(tenants),
                new PostgresPrivatePeople.Clocks(suiteClock, realClock));
    }

    @Bean
    Returns returns(Requests requests, PrivatePeople people, Supplier<UUID> ids, Clock realClock) {
        return new LiftOnReturn(requests, people, ids, realClock);
    }

    @Bean
    RunRequests runRequests(
            Requests requests,
            PrivatePeople people,
            SealedValues seals,
            PrivacyProperties properties,
            Clock realClock,
            PrivacyMetrics metrics) {
        return new RunRequests(
                requests,
                people,
                new OwnPart(people, requests, seals::seal),
                new RunRequests.Pace(properties.askAgain(), properties.askAgainAtMost()),
                realClock,
                metrics);
    }

    @Bean
    WatchRequests watchRequests(
            Requests requests, PrivacyProperties properties, Clock realClock, PrivacyMetrics metrics) {
        return new WatchRequests(
                requests, new WatchRequests.Limits(properties.alarmAfter(), properties.fileKept()), realClock, metrics);
    }

    @Bean
    PrivacyController privacyController(
            Door door,
            Requests requests,
            PrivatePeople people,
            Graphs graphs,
            Tenants tenants,
            Supplier<UUID> ids,
            Answers answers,
            SealedValues seals,
            PrivacyProperties properties,
            JsonMapper json,
            Clock realClock) {
        return new PrivacyController(
                door,
                new AskPrivacy(requests, people, graphs, tenants, ids, realClock),
                requests,
                new PrivacyFile(requests, seals, properties.fileKept(), realClock),
                new IdempotentCalls(answers, json),
                new PrivacyController.Times(properties.deadline(), realClock));
    }
}
