package io.tributary.segment.config;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.adapter.kafka.SegmentTopology;
import io.tributary.segment.adapter.kafka.feed.BatchFeed;
import io.tributary.segment.adapter.kafka.feed.EventSink;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.adapter.kafka.feed.PastSink;
import io.tributary.segment.adapter.kafka.feed.ProfileSink;
import io.tributary.segment.adapter.kafka.feed.SegmentAnnouncer;
import io.tributary.segment.adapter.kafka.feed.SourceFeed;
import io.tributary.segment.adapter.kafka.feed.TenantFeed;
import io.tributary.segment.adapter.kafka.feed.TopicsReady;
import io.tributary.segment.config.Started.Phase;
import io.tributary.segment.freshness.DefinitionChanges;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.freshness.PastCounts;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.personalization.ReadKeys;
import io.tributary.segment.privacy.KeepOut;
import io.tributary.segment.profile.ProfileDocuments;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The plain consumers and producers: topics first, then what is kept in memory, then the feeds of the indices. */
@Configuration(proxyBeanMethods = false)
class FeedConfig {

    /** Few and urgent. */
    private static final BatchFeed.Batching WISHES = new BatchFeed.Batching(200, Duration.ofMillis(20), Duration.ZERO);

    @Bean
    KafkaClients kafkaClients(KafkaProperties kafka) {
        return new KafkaClients(kafka.bootstrap());
    }

    @Bean
    Started topicsReady(KafkaClients clients, KafkaProperties kafka) {
        var topics = new TopicsReady(clients, kafka.partitions(), kafka.replicationFactor());
        var done = new AtomicBoolean();
        return new Started(
                Phase.TOPICS,
                () -> {
                    topics.await(kafka.patience());
                    done.set(true);
                },
                () -> done.set(false),
                done::get);
    }

    @Bean
    TenantFeed tenantFeed(KafkaClients clients, Tenants tenants) {
        return new TenantFeed(clients, tenants);
    }

    @Bean
    Started tenantFeedStarted(TenantFeed feed) {
        return new Started(Phase.VIEWS, feed::start, feed::stop, feed::isRunning);
    }

    @Bean
    Started sourceFeedStarted(KafkaClients clients, ReadKeys readKeys) {
        var feed = new SourceFeed(clients, readKeys);
        return new Started(Phase.VIEWS, feed::start, feed::stop, feed::isRunning);
    }

    @Bean
    SegmentAnnouncer segmentAnnouncer(
            KafkaClients clients, Segments segments, ComputedTraits traits, DefinitionChanges changes) {
        return new SegmentAnnouncer(clients, segments, traits, changes);
    }

    @Bean
    Started segmentAnnouncerStarted(SegmentAnnouncer announcer) {
        return new Started(Phase.FEEDS, announcer::start, announcer::stop, announcer::isRunning);
    }

    @Bean
    FeedProgress profileProgress(@Qualifier("realClock") Clock realClock) {
        return new FeedProgress(realClock);
    }

    @Bean
    FeedProgress eventProgress(@Qualifier("realClock") Clock realClock) {
        return new FeedProgress(realClock);
    }

    @Bean
    FeedProgress pastProgress(@Qualifier("realClock") Clock realClock) {
        return new FeedProgress(realClock);
    }

    @Bean
    PastCounts pastCounts() {
        return new PastCounts();
    }

    @Bean
    FeedCounts profileCounts() {
        return new FeedCounts();
    }

    @Bean
    FeedCounts eventCounts() {
        return new FeedCounts();
    }

    /** Profiles from the profile store's changelog. */
    @Bean
    Started profileFeed(
            KafkaClients clients, SegmentProperties settings, ProfileSink profileSink, FeedProgress profileProgress) {
        var changelog = SegmentTopology.profileChangelog(settings.applicationId());
        return feeding(new BatchFeed(changelog, clients, profileSink, batching(settings), profileProgress));
    }

    @Bean
    ProfileSink profileSink(ProfileDocuments documents, DeadLetters deadLetters, FeedCounts profileCounts) {
        return new ProfileSink(documents, deadLetters, profileCounts);
    }

    @Bean
    EventSink eventSink(
            EventDocuments documents,
            DeadLetters deadLetters,
            FeedCounts eventCounts,
            FeedProgress eventProgress,
            KeepOut keepOut,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new EventSink(documents, deadLetters, eventCounts, keepOut, suiteClock);
    }

    /** Events from the resolved events. */
    @Bean
    Started eventFeed(
            KafkaClients clients, SegmentProperties settings, EventSink eventSink, FeedProgress eventProgress) {
        return feeding(
                new BatchFeed(Topic.RESOLVED_EVENTS.wireName(), clients, eventSink, batching(settings), eventProgress));
    }

    /** Pasts of split profiles, from the commands that want them. */
    @Bean
    Started pastFeed(
            KafkaClients clients,
            KafkaProperties kafka,
            PastSink.Sources sources,
            PastCounts pastCounts,
            DeadLetters deadLetters,
            FeedProgress pastProgress) {
        var sink = new PastSink(clients, kafka.partitions(), sources, pastCounts, deadLetters);
        return feeding(new BatchFeed(Topic.PROFILE_COMMANDS.wireName(), clients, sink, WISHES, pastProgress));
    }

    @Bean
    PastSink.Sources pastSources(EventDocuments documents, PastEvents events, EventSink eventSink) {
        return new PastSink.Sources(documents, events, eventSink);
    }

    /** The broker gathers for half of the window: asked more often, it and the feed would be busy with empty answers. */
    static BatchFeed.Batching batching(SegmentProperties settings) {
        var window = settings.feed().bulkWindow();
        return new BatchFeed.Batching(settings.feed().bulkRecords(), window, window.dividedBy(2))
                .withLongestWindow(settings.feed().longestBulkWindow());
    }

    static Started feeding(BatchFeed feed) {
        return new Started(Phase.FEEDS, feed::start, feed::stop, feed::isRunning);
    }
}
