package io.tributary.ingestion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class PlanPropertiesTest {

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new PlanProperties(
                        DataSize.ofMegabytes(4),
                        Duration.ofSeconds(2),
                        Duration.ofDays(90),
                        1_000_000,
                        Duration.ofMinutes(5)));
    }

    @Test
    void bindsEveryOption() {
        assertThat(bind(Map.of(
                        "cdp.ingestion.plans.capacity", "1KB",
                        "cdp.ingestion.plans.write-violations-every", "2m",
                        "cdp.ingestion.plans.keep-violations", "3d",
                        "cdp.ingestion.plans.infer-records", "4000",
                        "cdp.ingestion.plans.infer-within", "5s")))
                .isEqualTo(new PlanProperties(
                        DataSize.ofKilobytes(1),
                        Duration.ofMinutes(2),
                        Duration.ofDays(3),
                        4_000,
                        Duration.ofSeconds(5)));
    }

    @Test
    void loadsItsReferenceWithTheDefaults() throws IOException {
        var reference = new YamlPropertySourceLoader().load("reference", new ClassPathResource("config-reference.yml"));

        var bound = new Binder(
                        ConfigurationPropertySources.from(reference),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bind("cdp.ingestion.plans", PlanProperties.class)
                .get();

        assertThat(bound).isEqualTo(bind(Map.of()));
    }

    private static PlanProperties bind(Map<String, String> properties) {
        return new Binder(
                        List.of(new MapConfigurationPropertySource(properties)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bindOrCreate("cdp.ingestion.plans", PlanProperties.class);
    }
}
