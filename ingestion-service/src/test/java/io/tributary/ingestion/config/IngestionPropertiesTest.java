package io.tributary.ingestion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class IngestionPropertiesTest {

    private static final Path DIRECTORY = Path.of("spool");

    @Test
    void hasTheseDefaults() {
        var defaults = bind(Map.of("cdp.ingestion.imports.directory", "spool"));

        assertThat(defaults)
                .isEqualTo(new IngestionProperties(
                        new IngestionProperties.Limits(
                                DataSize.ofKilobytes(32), DataSize.ofMegabytes(4), 2500, 32, 300),
                        new IngestionProperties.Times(Duration.ofMinutes(5), true),
                        new IngestionProperties.Door(
                                DataSize.ofMegabytes(32), 4, 4000, Duration.ofSeconds(30), Duration.ofSeconds(8)),
                        new IngestionProperties.BadRows(Duration.ofDays(30), 20),
                        new IngestionProperties.Imports(
                                DIRECTORY,
                                DataSize.ofGigabytes(10),
                                DataSize.ofGigabytes(100),
                                DataSize.ofGigabytes(20),
                                DataSize.ofGigabytes(1),
                                20),
                        new IngestionProperties.Jobs(
                                2,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(15),
                                50_000,
                                Duration.ofDays(30),
                                Duration.ofDays(1)),
                        new IngestionProperties.Requests(Duration.ofSeconds(30), Duration.ofHours(1))));
    }

    @Test
    void bindsEveryOption() {
        var bound = bind(Map.ofEntries(
                Map.entry("cdp.ingestion.limits.event-size", "1KB"),
                Map.entry("cdp.ingestion.limits.batch-size", "2KB"),
                Map.entry("cdp.ingestion.limits.batch-events", "3"),
                Map.entry("cdp.ingestion.limits.nesting", "5"),
                Map.entry("cdp.ingestion.limits.members", "6"),
                Map.entry("cdp.ingestion.times.max-clock-ahead", "7s"),
                Map.entry("cdp.ingestion.times.correct-skew", "false"),
                Map.entry("cdp.ingestion.door.in-flight", "8KB"),
                Map.entry("cdp.ingestion.door.threads", "9"),
                Map.entry("cdp.ingestion.door.queue", "10"),
                Map.entry("cdp.ingestion.door.body-timeout", "12s"),
                Map.entry("cdp.ingestion.door.write-timeout", "11s"),
                Map.entry("cdp.ingestion.bad-rows.keep", "12d"),
                Map.entry("cdp.ingestion.bad-rows.max-replays", "21"),
                Map.entry("cdp.ingestion.imports.directory", "spool"),
                Map.entry("cdp.ingestion.imports.max-file", "13KB"),
                Map.entry("cdp.ingestion.imports.max-unpacked", "14KB"),
                Map.entry("cdp.ingestion.imports.max-spooled", "23KB"),
                Map.entry("cdp.ingestion.imports.keep-free", "15KB"),
                Map.entry("cdp.ingestion.imports.max-waiting", "16"),
                Map.entry("cdp.ingestion.jobs.parallel", "3"),
                Map.entry("cdp.ingestion.jobs.turn", "22s"),
                Map.entry("cdp.ingestion.jobs.lease", "17s"),
                Map.entry("cdp.ingestion.jobs.ahead", "2600"),
                Map.entry("cdp.ingestion.jobs.keep", "18d"),
                Map.entry("cdp.ingestion.jobs.keep-reports", "19h"),
                Map.entry("cdp.ingestion.requests.patience", "24s"),
                Map.entry("cdp.ingestion.requests.within", "25m")));

        assertThat(bound)
                .isEqualTo(new IngestionProperties(
                        new IngestionProperties.Limits(DataSize.ofKilobytes(1), DataSize.ofKilobytes(2), 3, 5, 6),
                        new IngestionProperties.Times(Duration.ofSeconds(7), false),
                        new IngestionProperties.Door(
                                DataSize.ofKilobytes(8), 9, 10, Duration.ofSeconds(12), Duration.ofSeconds(11)),
                        new IngestionProperties.BadRows(Duration.ofDays(12), 21),
                        new IngestionProperties.Imports(
                                DIRECTORY,
                                DataSize.ofKilobytes(13),
                                DataSize.ofKilobytes(14),
                                DataSize.ofKilobytes(23),
                                DataSize.ofKilobytes(15),
                                16),
                        new IngestionProperties.Jobs(
                                3,
                                Duration.ofSeconds(22),
                                Duration.ofSeconds(17),
                                2_600,
                                Duration.ofDays(18),
                                Duration.ofHours(19)),
                        new IngestionProperties.Requests(Duration.ofSeconds(24), Duration.ofMinutes(25))));
    }

    @Test
    void loadsItsReferenceWithTheDefaults() throws IOException {
        var reference = yaml("config-reference.yml");

        var bound = new Binder(
                        ConfigurationPropertySources.from(reference),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("cdp.ingestion", IngestionProperties.class);

        assertThat(bound.limits()).isEqualTo(bind(Map.of()).limits());
        assertThat(bound.door()).isEqualTo(bind(Map.of()).door());
        assertThat(bound.times()).isEqualTo(bind(Map.of()).times());
        assertThat(bound.badRows()).isEqualTo(bind(Map.of()).badRows());
        assertThat(bound.jobs()).isEqualTo(bind(Map.of()).jobs());
        assertThat(bound.requests()).isEqualTo(bind(Map.of()).requests());
        assertThat(bound.imports().maxUnpacked())
                .isEqualTo(bind(Map.of()).imports().maxUnpacked());
        assertThat(bound.imports().maxSpooled())
                .isEqualTo(bind(Map.of()).imports().maxSpooled());
        assertThat(bound.imports().keepFree())
                .isEqualTo(bind(Map.of()).imports().keepFree());
        assertThat(bound.imports().maxWaiting())
                .isEqualTo(bind(Map.of()).imports().maxWaiting());
    }

    @Test
    void namesEveryOptionOfTheReferenceInTheReadme() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        for (var source : yaml("config-reference.yml")) {
            for (var name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                assertThat(readme).contains("`" + name + "`");
            }
        }
    }

    private static List<org.springframework.core.env.PropertySource<?>> yaml(String name) throws IOException {
        return new YamlPropertySourceLoader().load(name, new ClassPathResource(name));
    }

    private static IngestionProperties bind(Map<String, String> properties) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(properties)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("cdp.ingestion", IngestionProperties.class);
    }
}
