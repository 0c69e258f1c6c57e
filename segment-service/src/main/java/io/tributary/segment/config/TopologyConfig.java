package io.tributary.segment.config;

import io.tributary.segment.adapter.kafka.CommitPace;
import io.tributary.segment.adapter.kafka.SegmentTopology;
import io.tributary.segment.adapter.kafka.StreamsSettings;
import io.tributary.segment.adapter.kafka.TopologyProgress;
import io.tributary.segment.adapter.kafka.TopologySettings;
import io.tributary.segment.config.Started.Phase;
import io.tributary.segment.dedup.DedupWindow;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.freshness.DefinitionChanges;
import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.freshness.SegmentFreshness;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topology: built from the core, run with the settings that were measured. */
@Configuration(proxyBeanMethods = false)
class TopologyConfig {

    private static final Duration PUNCTUATION = Duration.ofMillis(200);
    private static final int PIECE = 20;

    @Bean
    SegmentCatalogue segmentCatalogue() {
        return SegmentCatalogue.standard();
    }

    @Bean
    DefinitionChanges definitionChanges(@Qualifier("realClock") Clock realClock) {
        return new DefinitionChanges(realClock);
    }

    @Bean
    TopologyProgress topologyProgress(DefinitionChanges changes) {
        return new TopologyProgress(changes);
    }

    @Bean
    TopologyRun topologyRun(
            SegmentProperties segment,
            KafkaProperties kafka,
            TopologyProgress progress,
            SegmentCatalogue catalogue,
            @Qualifier("suiteClock") Clock suiteClock,
            @Qualifier("realClock") Clock realClock) {
        var settings = new TopologySettings(
                segment.applicationId(),
                kafka.partitions(),
                new DedupWindow(segment.streams().dedupWindow()),
                catalogue,
                suiteClock,
                realClock,
                PUNCTUATION,
                PIECE,
                segment.streams().hotProfiles().toBytes(),
                new CommitPace(segment.streams().commitInterval(), realClock),
                progress);
        return new TopologyRun(SegmentTopology.build(settings), streams(segment, kafka));
    }

    @Bean
    Started topologyStarted(TopologyRun run) {
        return new Started(Phase.TOPOLOGY, run::start, run::stop, run::isStarted);
    }

    @Bean
    SegmentFreshness segmentFreshness(
            FeedProgress profileProgress,
            FeedProgress stayProgress,
            DefinitionChanges changes,
            TopologyProgress topologyProgress,
            TopologyRun run) {
        // Without tasks nobody is judged, and nobody says so.
        return new SegmentFreshness(
                profileProgress, stayProgress, changes, () -> !run.isServing() || topologyProgress.isJudging());
    }

    /** Ready means: stores restored, partitions owned. */
    @Bean
    HealthIndicator topologyHealthIndicator(TopologyRun run) {
        return () ->
                run.isServing() ? Health.up().build() : Health.outOfService().build();
    }

    private static Properties streams(SegmentProperties segment, KafkaProperties kafka) {
        var settings = new Properties();
        settings.putAll(StreamsSettings.of(segment.applicationId()));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, segment.stateDir().toString());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                segment.streams().longestCommitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, segment.streams().threads());
        settings.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, segment.streams().standbyReplicas());
        return settings;
    }
}
