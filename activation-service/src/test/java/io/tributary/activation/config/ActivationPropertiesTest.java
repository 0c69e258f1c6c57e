package io.tributary.activation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

class ActivationPropertiesTest {

    private static final ActivationProperties DEFAULTS = new ActivationProperties(
            "",
            Set.of(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            32,
            4,
            new ActivationProperties.Request(Duration.ofSeconds(15), 50, 4, Duration.ofSeconds(30)),
            new ActivationProperties.Safety(0.3, 100, Duration.ofMinutes(1)),
            Duration.ofDays(30));

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void bindsEveryOption() {
        var bound = bind(Map.ofEntries(
                Map.entry("cdp.activation.encryption-key", "a2V5"),
                Map.entry("cdp.activation.allowed-hosts", "127.0.0.1:9900,crm:443"),
                Map.entry("cdp.activation.heartbeat-limit", "31s"),
                Map.entry("cdp.activation.merge-hold", "32s"),
                Map.entry("cdp.activation.debounce", "33ms"),
                Map.entry("cdp.activation.max-runs", "34"),
                Map.entry("cdp.activation.max-runs-per-destination", "35"),
                Map.entry("cdp.activation.keep-deliveries", "36d"),
                Map.entry("cdp.activation.request.timeout", "37s"),
                Map.entry("cdp.activation.request.per-second", "38"),
                Map.entry("cdp.activation.request.concurrency", "39"),
                Map.entry("cdp.activation.request.patience", "40s"),
                Map.entry("cdp.activation.safety.max-removal-share", "0.41"),
                Map.entry("cdp.activation.safety.min-rows", "42"),
                Map.entry("cdp.activation.safety.window", "43s")));

        assertThat(bound)
                .isEqualTo(new ActivationProperties(
                        "a2V5",
                        Set.of("127.0.0.1:9900", "crm:443"),
                        Duration.ofSeconds(31),
                        Duration.ofSeconds(32),
                        Duration.ofMillis(33),
                        34,
                        35,
                        new ActivationProperties.Request(Duration.ofSeconds(37), 38, 39, Duration.ofSeconds(40)),
                        new ActivationProperties.Safety(0.41, 42, Duration.ofSeconds(43)),
                        Duration.ofDays(36)));
    }

    @Test
    void describesTheDefaultsInTheReference() throws IOException {
        var sources = new YamlPropertySourceLoader().load("reference", new ClassPathResource("config-reference.yml"));
        var binder = new Binder(ConfigurationPropertySources.from(sources));

        assertThat(binder.bindOrCreate("cdp.activation", ActivationProperties.class))
                .isEqualTo(DEFAULTS);
        assertThat(binder.bindOrCreate("cdp.kafka", KafkaTopicsProperties.class))
                .isEqualTo(new KafkaTopicsProperties(24, (short) 1));
    }

    @Test
    void namesEveryOptionInTheReadme() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(List.of(
                        "encryption-key",
                        "allowed-hosts",
                        "heartbeat-limit",
                        "merge-hold",
                        "debounce",
                        "max-runs",
                        "max-runs-per-destination",
                        "keep-deliveries",
                        "request.timeout",
                        "request.per-second",
                        "request.concurrency",
                        "request.patience",
                        "safety.max-removal-share",
                        "safety.min-rows",
                        "safety.window"))
                .allSatisfy(it -> assertThat(readme).contains("`cdp.activation." + it + "`"));
    }

    private static ActivationProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("cdp.activation", ActivationProperties.class);
    }
}
