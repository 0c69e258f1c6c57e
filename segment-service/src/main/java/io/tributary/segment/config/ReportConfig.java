package io.tributary.segment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.segment.adapter.kafka.TopologyProgress;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.adapter.kafka.feed.TopologyLag;
import io.tributary.segment.config.Started.Phase;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.freshness.PastCounts;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an operator sees: how much of everything has gone which way, and how much is left. */
@Configuration(proxyBeanMethods = false)
class ReportConfig {

    /** Made at the start and not before: its client looks for the broker at once. */
    @Bean
    Started reports(
            TopologyRun run,
            KafkaClients clients,
            KafkaProperties kafka,
            SegmentProperties segment,
            MeterRegistry registry) {
        var reports = new AtomicReference<Reports>();
        return new Started(
                Phase.REPORTS,
                () -> {
                    var lag = new TopologyLag(clients, segment.applicationId(), kafka.partitions());
                    var started = new Reports(run, lag, registry);
                    reports.set(started);
                    started.start();
                },
                () -> {
                    var running = reports.get();
                    if (running != null) {
                        running.stop();
                    }
                },
                () -> reports.get() != null && reports.get().isRunning());
    }

    @Bean
    MeterBinder topologyFigures(TopologyProgress progress) {
        return registry -> {
            gauge(registry, "cdp.topology.sweep.remaining", progress, TopologyProgress::sweepRemaining);
            gauge(registry, "cdp.topology.timer.lag", progress, it -> it.timerLagMillis() / 1000.0);
            gauge(registry, "cdp.topology.unreadable", progress, TopologyProgress::unreadable);
            gauge(registry, "cdp.topology.overflowing", progress, TopologyProgress::overflowing);
            gauge(registry, "cdp.rebuild.awaiting", progress, TopologyProgress::awaiting);
            gauge(registry, "cdp.rebuild.oldest", progress, it -> it.awaitingForMillis() / 1000.0);
            gauge(registry, "cdp.rebuild.outdated", progress, TopologyProgress::outdatedAbsorbs);
        };
    }

    @Bean
    MeterBinder feedFigures(
            FeedProgress profileProgress,
            FeedProgress eventProgress,
            FeedCounts profileCounts,
            FeedCounts eventCounts,
            FeedProgress pastProgress,
            PastCounts pastCounts) {
        return registry -> {
            figures(registry, "profiles", profileProgress, profileCounts);
            figures(registry, "events", eventProgress, eventCounts);
            gauge(registry, "cdp.rebuild.lag", pastProgress, FeedProgress::lag);
            gauge(registry, "cdp.rebuild.sent", pastCounts, PastCounts::sent);
            gauge(registry, "cdp.rebuild.unidentified", pastCounts, PastCounts::unidentified);
            gauge(registry, "cdp.rebuild.reassigned", pastCounts, PastCounts::reassigned);
            gauge(registry, "cdp.rebuild.buried", pastCounts, PastCounts::dead);
        };
    }

    static void figures(MeterRegistry registry, String index, FeedProgress progress, FeedCounts counts) {
        gauge(registry, index, "cdp.index.lag", progress, FeedProgress::lag);
        gauge(registry, index, "cdp.index.written", counts, FeedCounts::written);
        gauge(registry, index, "cdp.index.superseded", counts, FeedCounts::superseded);
        gauge(registry, index, "cdp.index.duplicate", counts, FeedCounts::duplicates);
        gauge(registry, index, "cdp.index.buried", counts, FeedCounts::dead);
    }

    private static <T> void gauge(
            MeterRegistry registry, String index, String name, T source, ToDoubleFunction<T> figure) {
        Gauge.builder(name, source, figure)
                .tag("index", index)
                .strongReference(true)
                .register(registry);
    }

    private static <T> void gauge(MeterRegistry registry, String name, T source, ToDoubleFunction<T> figure) {
        Gauge.builder(name, source, figure).strongReference(true).register(registry);
    }
}
