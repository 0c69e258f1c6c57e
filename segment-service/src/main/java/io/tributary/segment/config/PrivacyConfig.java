package io.tributary.segment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.Topic;
import io.tributary.segment.adapter.elasticsearch.SearchStores;
import io.tributary.segment.adapter.kafka.SegmentTopology;
import io.tributary.segment.adapter.kafka.feed.BatchFeed;
import io.tributary.segment.adapter.kafka.feed.EventSink;
import io.tributary.segment.adapter.kafka.feed.IndexReach;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.adapter.kafka.feed.PastSink;
import io.tributary.segment.adapter.kafka.feed.ProfileSink;
import io.tributary.segment.adapter.kafka.feed.StaySink;
import io.tributary.segment.adapter.kafka.privacy.ReceiptTopic;
import io.tributary.segment.adapter.kafka.privacy.RequestSink;
import io.tributary.segment.adapter.kafka.privacy.Sending;
import io.tributary.segment.adapter.kafka.privacy.TopicTransit;
import io.tributary.segment.adapter.kafka.privacy.TracedTopology;
import io.tributary.segment.adapter.postgres.PostgresPersonRows;
import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.privacy.AnswerRequest;
import io.tributary.segment.privacy.KeepOut;
import io.tributary.segment.privacy.PersonRequest.Stage;
import io.tributary.segment.privacy.PersonRows;
import io.tributary.segment.privacy.PersonTopology;
import io.tributary.segment.privacy.PrivacyCounts;
import io.tributary.segment.privacy.PrivacyCounts.Outcome;
import io.tributary.segment.store.DeadLetters;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Privacy requests: what is asked of the stores for one person, and the feed that asks it. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfig {

    /** Few; each is done before the next. */
    private static final BatchFeed.Batching REQUESTS = new BatchFeed.Batching(20, Duration.ofMillis(20), Duration.ZERO);

    @Bean
    SealedValues sealedValues(PlatformProperties platform, @Value("${cdp.training:false}") boolean training) {
        return new SealedValues(platform.secretBytes(training), new SecureRandom());
    }

    @Bean
    PrivacyCounts privacyCounts() {
        return new PrivacyCounts();
    }

    @Bean
    PersonRows personRows(JdbcClient jdbc, PlatformTransactionManager transactions, ExportFiles files) {
        return new PostgresPersonRows(jdbc, new TransactionTemplate(transactions), files);
    }

    @Bean
    KeepOut keepOut(PersonRows rows, PrivacyCounts counts) {
        return new KeepOut(rows, counts);
    }

    @Bean
    Sending privacySending(KafkaClients clients) {
        return new Sending(clients);
    }

    @Bean
    ReceiptTopic receiptTopic(Sending sending, SealedValues sealed, @Qualifier("realClock") Clock realClock) {
        return new ReceiptTopic(sending, sealed, realClock);
    }

    @Bean
    TracedTopology.Feeds tracedFeeds(
            KafkaClients clients,
            KafkaProperties kafka,
            SegmentProperties segment,
            EventSink eventSink,
            ProfileSink profileSink,
            StaySink staySink) {
        var changelog = SegmentTopology.profileChangelog(segment.applicationId());
        return new TracedTopology.Feeds(
                new IndexReach(clients, Topic.RESOLVED_EVENTS.wireName(), kafka.partitions()),
                eventSink::open,
                new IndexReach(clients, Topic.PROFILE_COMMANDS.wireName(), kafka.partitions()),
                PastSink.GROUP,
                new IndexReach(clients, changelog, kafka.partitions()),
                profileSink::open,
                new IndexReach(clients, Topic.MEMBERSHIPS.wireName(), kafka.partitions()),
                staySink::open);
    }

    @Bean
    PersonTopology personTopology(
            KafkaClients clients, Sending sending, TracedTopology.Feeds feeds, SegmentProperties segment) {
        return new TracedTopology(
                clients,
                sending,
                feeds,
                SegmentTopology.profileChangelog(segment.applicationId()),
                () -> UUID.randomUUID().toString(),
                segment.privacy().patience());
    }

    @Bean
    AnswerRequest answerRequest(
            PersonTopology topology,
            SearchStores search,
            PersonRows rows,
            KafkaClients clients,
            SegmentProperties segment,
            ReceiptTopic receipts,
            PrivacyCounts counts,
            @Qualifier("realClock") Clock realClock) {
        var stores = new AnswerRequest.Stores(
                topology,
                search.personDocuments(segment.privacy().searchedEvents()),
                rows,
                new TopicTransit(clients, SegmentTopology.personalChangelogs(segment.applicationId()), realClock));
        return new AnswerRequest(
                stores, receipts, counts, segment.privacy().collected().toBytes());
    }

    @Bean
    FeedProgress privacyProgress(@Qualifier("realClock") Clock realClock) {
        return new FeedProgress(realClock);
    }

    @Bean
    Started privacyFeed(
            KafkaClients clients,
            AnswerRequest answering,
            ReceiptTopic receipts,
            SealedValues sealed,
            PrivacyCounts counts,
            DeadLetters deadLetters,
            FeedProgress privacyProgress) {
        var sink = new RequestSink(answering, receipts, sealed, counts, deadLetters);
        return FeedConfig.feeding(new BatchFeed(Topic.REQUESTS.wireName(), clients, sink, REQUESTS, privacyProgress));
    }

    @Bean
    MeterBinder privacyFigures(PrivacyCounts counts, FeedProgress privacyProgress) {
        return registry -> {
            for (var stage : Stage.values()) {
                for (var outcome : Outcome.values()) {
                    Gauge.builder("cdp.privacy.stages", counts, it -> it.of(stage, outcome))
                            .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .strongReference(true)
                            .register(registry);
                }
            }
            Gauge.builder("cdp.privacy.lag", privacyProgress, FeedProgress::lag).register(registry);
            Gauge.builder("cdp.privacy.partial", counts, PrivacyCounts::partial).register(registry);
            Gauge.builder("cdp.privacy.buried", counts, PrivacyCounts::buried).register(registry);
            Gauge.builder("cdp.privacy.kept.out", counts, PrivacyCounts::keptOut)
                    .register(registry);
        };
    }
}
