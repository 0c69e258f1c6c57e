package io.tributary.identity.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.identity.linkage.LinkageSettings;
import io.tributary.identity.suggestion.SuggestionBounds;
import io.tributary.identity.suggestion.SuggestionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

class IdentityPropertiesTest {

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> options) {
        return new Binder(new MapConfigurationPropertySource(options)).bindOrCreate(prefix, type);
    }

    @Test
    void hasTheseDefaults() {
        var identity = bound("cdp.identity", IdentityProperties.class, Map.of());
        var topics = bound("cdp.kafka", TopicProperties.class, Map.of());

        assertThat(identity)
                .isEqualTo(new IdentityProperties(
                        1_000,
                        250,
                        1,
                        100,
                        500,
                        Duration.ofMillis(300),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2),
                        new IdentityProperties.Memory(100_000, 100_000),
                        new IdentityProperties.Simulation(20_000)));
        assertThat(topics).isEqualTo(new TopicProperties(24, (short) 1));
        assertThat(bound("cdp.identity.suggestions", SuggestionProperties.class, Map.of()))
                .isEqualTo(new SuggestionProperties(200_000, 1_000, 10_000_000, 500_000, 0.5, 10_000, 7));
    }

    @Test
    void bindsEveryOption() {
        var identity = bound(
                "cdp.identity",
                IdentityProperties.class,
                Map.ofEntries(
                        entry("cdp.identity.batch-size", "7"),
                        entry("cdp.identity.bulk-batch-size", "8"),
                        entry("cdp.identity.concurrency", "3"),
                        entry("cdp.identity.max-live-lag", "5"),
                        entry("cdp.identity.max-resolved-lag", "6"),
                        entry("cdp.identity.live-patience", "350ms"),
                        entry("cdp.identity.reader-absence", "21s"),
                        entry("cdp.identity.broker-patience", "9s"),
                        entry("cdp.identity.memory.identifiers", "11"),
                        entry("cdp.identity.memory.profiles", "13"),
                        entry("cdp.identity.simulation.identifiers", "1700")));
        var topics = bound(
                "cdp.kafka",
                TopicProperties.class,
                Map.of("cdp.kafka.partitions", "4", "cdp.kafka.replication-factor", "3"));

        assertThat(identity)
                .isEqualTo(new IdentityProperties(
                        7,
                        8,
                        3,
                        5,
                        6,
                        Duration.ofMillis(350),
                        Duration.ofSeconds(21),
                        Duration.ofSeconds(9),
                        new IdentityProperties.Memory(11, 13),
                        new IdentityProperties.Simulation(1_700)));
        assertThat(topics).isEqualTo(new TopicProperties(4, (short) 3));
    }

    @Test
    void bindsTheLifetimeOfLinks() {
        assertThat(bound("cdp.identity.preferences", PreferenceProperties.class, Map.of()))
                .isEqualTo(new PreferenceProperties(Duration.ofDays(90)));
        assertThat(bound(
                        "cdp.identity.preferences",
                        PreferenceProperties.class,
                        Map.of("cdp.identity.preferences.link-lifetime", "7d")))
                .isEqualTo(new PreferenceProperties(Duration.ofDays(7)));
    }

    @Test
    void bindsEveryOptionOfPrivacyRequests() {
        assertThat(bound("cdp.identity.privacy", PrivacyProperties.class, Map.of()))
                .isEqualTo(new PrivacyProperties(
                        Duration.ofDays(30),
                        Duration.ofHours(24),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10),
                        Duration.ofDays(7)));
        assertThat(bound(
                        "cdp.identity.privacy",
                        PrivacyProperties.class,
                        Map.of(
                                "cdp.identity.privacy.deadline", "10d",
                                "cdp.identity.privacy.alarm-after", "2h",
                                "cdp.identity.privacy.ask-again", "3s",
                                "cdp.identity.privacy.ask-again-at-most", "4m",
                                "cdp.identity.privacy.file-kept", "5d")))
                .isEqualTo(new PrivacyProperties(
                        Duration.ofDays(10),
                        Duration.ofHours(2),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(4),
                        Duration.ofDays(5)));
    }

    @Test
    void bindsEveryOptionOfSuggestions() {
        var suggestions = bound(
                "cdp.identity.suggestions",
                SuggestionProperties.class,
                Map.of(
                        "cdp.identity.suggestions.max-profiles", "7",
                        "cdp.identity.suggestions.max-block", "5",
                        "cdp.identity.suggestions.max-pairs", "11",
                        "cdp.identity.suggestions.random-pairs", "2000",
                        "cdp.identity.suggestions.min-probability", "0.9",
                        "cdp.identity.suggestions.max-suggestions", "13",
                        "cdp.identity.suggestions.seed", "17"));

        assertThat(suggestions).isEqualTo(new SuggestionProperties(7, 5, 11, 2_000, 0.9, 13, 17));
        assertThat(suggestions.request()).isEqualTo(new SuggestionRequest(0.9, 17));
        assertThat(suggestions.bounds())
                .isEqualTo(new SuggestionBounds(7, 13, new LinkageSettings(5, 11, 2_000, 0.9, 13)));
    }

    @Test
    void refusesASecretThatIsTooShortInWords() {
        var secret = Base64.getEncoder().encodeToString(new byte[31]);

        assertThatThrownBy(() -> new PlatformProperties(secret).secretBytes())
                .hasMessageContaining("CDP_PLATFORM_SECRET");
        assertThatThrownBy(() -> new PlatformProperties("???").secretBytes())
                .hasMessageContaining("CDP_PLATFORM_SECRET");
    }

    @Test
    void namesEveryOptionInReferenceAndReadme() throws IOException {
        var reference = new YamlPropertySourceLoader()
                .load("reference", new ClassPathResource("config-reference.yml"))
                .getFirst();
        var application = new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .getFirst();
        var readme = Files.readString(Path.of("README.md"));

        assertThat(names(reference))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(readme).contains("`" + it + "`"));
        assertThat(names(application))
                .filteredOn(it -> it.startsWith("cdp."))
                .containsExactlyInAnyOrder(names(reference));
    }

    private static String[] names(org.springframework.core.env.PropertySource<?> source) {
        return ((EnumerablePropertySource<?>) source).getPropertyNames();
    }
}
