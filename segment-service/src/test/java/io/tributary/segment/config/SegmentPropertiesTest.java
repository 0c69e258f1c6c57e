package io.tributary.segment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SegmentPropertiesTest {

    @Test
    void hasTheseDefaults() {
        var none = Map.<String, String>of();

        assertThat(bind("cdp.segment", SegmentProperties.class, none))
                .isEqualTo(new SegmentProperties(
                        "cdp-segment",
                        Path.of("/var/lib/tributary/segment"),
                        new SegmentProperties.Streams(
                                1,
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                DataSize.ofMegabytes(8),
                                Duration.ofDays(1),
                                0),
                        new SegmentProperties.Feed(2_000, Duration.ofMillis(500), Duration.ofSeconds(3)),
                        new SegmentProperties.Privacy(1_000_000, DataSize.ofMegabytes(64), Duration.ofSeconds(30)),
                        new SegmentProperties.Jobs(2, Duration.ofMinutes(1), Duration.ofSeconds(30)),
                        new SegmentProperties.Exports(
                                Duration.ofDays(1), 3, DataSize.ofMegabytes(256), DataSize.ofGigabytes(1), 1_000),
                        new SegmentProperties.Backtests(Duration.ofDays(30), 3),
                        new SegmentProperties.Audit(Duration.ofDays(1), 5_000, Duration.ofDays(30)),
                        new SegmentProperties.Lists(DataSize.ofMegabytes(100), 1_000_000, 5_000_000, 3)));
        assertThat(bind("cdp.kafka", KafkaProperties.class, none))
                .isEqualTo(new KafkaProperties("127.0.0.1:9192", 24, 1, Duration.ofMinutes(2)));
        assertThat(bind("cdp.elasticsearch", ElasticsearchProperties.class, none))
                .isEqualTo(new ElasticsearchProperties(
                        URI.create("http://127.0.0.1:9200"), "cdp", 1, Duration.ofSeconds(5)));
    }

    @Test
    void bindsEveryOption() {
        var all = Map.ofEntries(
                Map.entry("cdp.segment.application-id", "a"),
                Map.entry("cdp.segment.state-dir", "/s"),
                Map.entry("cdp.segment.streams.threads", "2"),
                Map.entry("cdp.segment.streams.commit-interval", "50ms"),
                Map.entry("cdp.segment.streams.longest-commit-interval", "2s"),
                Map.entry("cdp.segment.streams.hot-profiles", "9MB"),
                Map.entry("cdp.segment.streams.dedup-window", "72h"),
                Map.entry("cdp.segment.streams.standby-replicas", "1"),
                Map.entry("cdp.segment.feed.bulk-records", "4000"),
                Map.entry("cdp.segment.feed.bulk-window", "1s"),
                Map.entry("cdp.segment.feed.longest-bulk-window", "5s"),
                Map.entry("cdp.segment.privacy.searched-events", "5000"),
                Map.entry("cdp.segment.privacy.collected", "1MB"),
                Map.entry("cdp.segment.privacy.patience", "9s"),
                Map.entry("cdp.segment.jobs.parallel", "4"),
                Map.entry("cdp.segment.jobs.lease", "20s"),
                Map.entry("cdp.segment.jobs.turn", "10s"),
                Map.entry("cdp.segment.exports.keep", "2h"),
                Map.entry("cdp.segment.exports.unfinished", "5"),
                Map.entry("cdp.segment.exports.largest-file", "2MB"),
                Map.entry("cdp.segment.exports.kept-files", "3MB"),
                Map.entry("cdp.segment.exports.columns", "60"),
                Map.entry("cdp.segment.backtests.keep", "5h"),
                Map.entry("cdp.segment.backtests.unfinished", "7"),
                Map.entry("cdp.segment.audit.every", "6h"),
                Map.entry("cdp.segment.audit.slice", "100"),
                Map.entry("cdp.segment.audit.keep", "8d"),
                Map.entry("cdp.segment.lists.largest-file", "1MB"),
                Map.entry("cdp.segment.lists.identifiers", "10"),
                Map.entry("cdp.segment.lists.listed", "20"),
                Map.entry("cdp.segment.lists.unfinished", "4"),
                Map.entry("cdp.kafka.bootstrap", "k:1"),
                Map.entry("cdp.kafka.partitions", "4"),
                Map.entry("cdp.kafka.replication-factor", "3"),
                Map.entry("cdp.kafka.patience", "1m"),
                Map.entry("cdp.elasticsearch.url", "http://e:1"),
                Map.entry("cdp.elasticsearch.index-prefix", "x"),
                Map.entry("cdp.elasticsearch.shards", "2"),
                Map.entry("cdp.elasticsearch.refresh-interval", "1s"));

        assertThat(bind("cdp.segment", SegmentProperties.class, all))
                .isEqualTo(new SegmentProperties(
                        "a",
                        Path.of("/s"),
                        new SegmentProperties.Streams(
                                2,
                                Duration.ofMillis(50),
                                Duration.ofSeconds(2),
                                DataSize.ofMegabytes(9),
                                Duration.ofDays(3),
                                1),
                        new SegmentProperties.Feed(4_000, Duration.ofSeconds(1), Duration.ofSeconds(5)),
                        new SegmentProperties.Privacy(5_000, DataSize.ofMegabytes(1), Duration.ofSeconds(9)),
                        new SegmentProperties.Jobs(4, Duration.ofSeconds(20), Duration.ofSeconds(10)),
                        new SegmentProperties.Exports(
                                Duration.ofHours(2), 5, DataSize.ofMegabytes(2), DataSize.ofMegabytes(3), 60),
                        new SegmentProperties.Backtests(Duration.ofHours(5), 7),
                        new SegmentProperties.Audit(Duration.ofHours(6), 100, Duration.ofDays(8)),
                        new SegmentProperties.Lists(DataSize.ofMegabytes(1), 10, 20, 4)));
        assertThat(bind("cdp.kafka", KafkaProperties.class, all))
                .isEqualTo(new KafkaProperties("k:1", 4, 3, Duration.ofMinutes(1)));
        assertThat(bind("cdp.elasticsearch", ElasticsearchProperties.class, all))
                .isEqualTo(new ElasticsearchProperties(URI.create("http://e:1"), "x", 2, Duration.ofSeconds(1)));
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
