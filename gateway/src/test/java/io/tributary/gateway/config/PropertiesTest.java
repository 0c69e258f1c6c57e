package io.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class PropertiesTest {

    private static GatewayProperties gateway(Map<String, Object> options) {
        return new Binder(new MapConfigurationPropertySource(options))
                .bindOrCreate("cdp.gateway", GatewayProperties.class);
    }

    private static InstallationProperties installation(Map<String, Object> options) {
        return new Binder(new MapConfigurationPropertySource(options))
                .bindOrCreate("cdp", InstallationProperties.class);
    }

    private static Map<String, Object> reference() throws IOException {
        var loaded = new YamlPropertySourceLoader().load("reference", new ClassPathResource("config-reference.yml"));
        var source = (EnumerablePropertySource<?>) loaded.getFirst();
        var options = new HashMap<String, Object>();
        for (var name : source.getPropertyNames()) {
            options.put(name, Objects.requireNonNull(source.getProperty(name)));
        }
        return options;
    }

    @Test
    void hasTheseDefaults() {
        var gateway = gateway(Map.of());

        assertThat(gateway)
                .isEqualTo(new GatewayProperties(
                        new GatewayProperties.Services(
                                new GatewayProperties.Ingestion(
                                        URI.create("http://127.0.0.1:8081"), Duration.ofSeconds(10)),
                                new GatewayProperties.Identity(
                                        URI.create("http://127.0.0.1:8082"), Duration.ofSeconds(10)),
                                new GatewayProperties.Segment(
                                        URI.create("http://127.0.0.1:8083"), Duration.ofSeconds(30)),
                                new GatewayProperties.Activation(
                                        URI.create("http://127.0.0.1:8084"), Duration.ofSeconds(10)),
                                Duration.ofMinutes(10)),
                        new GatewayProperties.Limits(
                                2000, 200, 10_000, DataSize.ofMegabytes(4), DataSize.ofMegabytes(1), 2000, 10_000),
                        new GatewayProperties.Breaker(50, 10, 50, Duration.ofSeconds(5), 5),
                        new GatewayProperties.IdentityProvider(
                                URI.create("http://127.0.0.1:8180/realms/cdp"),
                                "cdp-provisioner",
                                "dev-provisioner-secret",
                                Duration.ofSeconds(10)),
                        false));
        assertThat(installation(Map.of()))
                .isEqualTo(new InstallationProperties(
                        new InstallationProperties.Kafka(24, (short) 1, Duration.ofSeconds(60)),
                        new InstallationProperties.Platform(""),
                        false));
    }

    @Test
    void bindsEveryOption() {
        var options = new HashMap<String, Object>();
        for (var service : new String[] {"ingestion", "identity", "segment", "activation"}) {
            options.put("cdp.gateway.services." + service + ".url", "http://" + service);
            options.put("cdp.gateway.services." + service + ".timeout", "1s");
        }
        options.put("cdp.gateway.services.upload-timeout", "2m");
        options.put("cdp.gateway.limits.per-write-key", "1");
        options.put("cdp.gateway.limits.per-tenant", "2");
        options.put("cdp.gateway.limits.per-address", "3");
        options.put("cdp.gateway.limits.collector-body", "4KB");
        options.put("cdp.gateway.limits.api-body", "5KB");
        options.put("cdp.gateway.limits.connections-per-address", "6");
        options.put("cdp.gateway.limits.connections", "7");
        options.put("cdp.gateway.breaker.window", "8");
        options.put("cdp.gateway.breaker.minimum-calls", "9");
        options.put("cdp.gateway.breaker.failure-rate", "10");
        options.put("cdp.gateway.breaker.open-for", "11s");
        options.put("cdp.gateway.breaker.probes", "12");
        options.put("cdp.gateway.identity-provider.issuer", "http://id/realms/r");
        options.put("cdp.gateway.identity-provider.client-id", "id");
        options.put("cdp.gateway.identity-provider.client-secret", "secret");
        options.put("cdp.gateway.identity-provider.timeout", "13s");
        options.put("cdp.gateway.trust-forwarded-headers", "true");

        var gateway = gateway(options);

        var second = Duration.ofSeconds(1);
        assertThat(gateway)
                .isEqualTo(new GatewayProperties(
                        new GatewayProperties.Services(
                                new GatewayProperties.Ingestion(URI.create("http://ingestion"), second),
                                new GatewayProperties.Identity(URI.create("http://identity"), second),
                                new GatewayProperties.Segment(URI.create("http://segment"), second),
                                new GatewayProperties.Activation(URI.create("http://activation"), second),
                                Duration.ofMinutes(2)),
                        new GatewayProperties.Limits(1, 2, 3, DataSize.ofKilobytes(4), DataSize.ofKilobytes(5), 6, 7),
                        new GatewayProperties.Breaker(8, 9, 10, Duration.ofSeconds(11), 12),
                        new GatewayProperties.IdentityProvider(
                                URI.create("http://id/realms/r"), "id", "secret", Duration.ofSeconds(13)),
                        true));
    }

    @Test
    void givesTheDefaultsInTheReference() throws IOException {
        var options = reference();

        assertThat(gateway(options)).isEqualTo(gateway(Map.of()));
        assertThat(installation(options)).isEqualTo(installation(Map.of()));
    }

    @Test
    void namesEveryOptionInTheReadme() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(reference().keySet()).allSatisfy(option -> assertThat(readme).contains(option));
    }
}
