package io.tributary.segment.config;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.contracts.topic.Topic;
import io.tributary.segment.adapter.kafka.feed.BatchFeed;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.adapter.kafka.feed.StaySink;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.stay.StayDocuments;
import io.tributary.segment.store.DeadLetters;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stays: the feed that makes them of memberships, and how far it is. */
@Configuration(proxyBeanMethods = false)
class StayConfig {

    @Bean
    FeedProgress stayProgress(@Qualifier("realClock") Clock realClock) {
        return new FeedProgress(realClock);
    }

    @Bean
    FeedCounts stayCounts() {
        return new FeedCounts();
    }

    @Bean
    StaySink staySink(StayDocuments documents, DeadLetters deadLetters, FeedCounts stayCounts) {
        return new StaySink(documents, deadLetters, stayCounts);
    }

    @Bean
    Started stayFeed(KafkaClients clients, SegmentProperties settings, StaySink staySink, FeedProgress stayProgress) {
        return FeedConfig.feeding(new BatchFeed(
                Topic.MEMBERSHIPS.wireName(), clients, staySink, FeedConfig.batching(settings), stayProgress));
    }

    @Bean
    MeterBinder stayFigures(FeedProgress stayProgress, FeedCounts stayCounts) {
        return registry -> ReportConfig.figures(registry, "stays", stayProgress, stayCounts);
    }
}
