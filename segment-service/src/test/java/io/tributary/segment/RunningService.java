package io.tributary.segment;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The real service on free ports, over real servers, with names of its own for everything that it makes there. */
final class RunningService implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final byte[] SECRET = new byte[32];

    private final ConfigurableApplicationContext context;

    private final Map<String, Object> settings;

    private RunningService(Map<String, Object> settings) {
        this.settings = settings;
        this.context = new SpringApplicationBuilder(SegmentApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(arguments(settings));
    }

    static RunningService start(TestIssuer issuer) throws IOException {
        return start(issuer, Map.of());
    }

    /** With these options besides. */
    static RunningService start(TestIssuer issuer, Map<String, Object> options) throws IOException {
        SharedBackends.get(ServerKind.KAFKA, ServerKind.POSTGRES, ServerKind.ELASTICSEARCH);
        var settings = new HashMap<String, Object>();
        settings.put("server.port", 0);
        settings.put("management.server.port", 0);
        settings.put("spring.datasource.url", SharedBackends.postgres("segment_it"));
        settings.put("spring.datasource.username", SharedBackends.postgresUser());
        settings.put("spring.datasource.password", SharedBackends.postgresPassword());
        settings.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", issuer.keysUri());
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", TestIssuer.issuer());
        settings.put("cdp.kafka.bootstrap", SharedBackends.kafkaBootstrap());
        settings.put("cdp.kafka.partitions", PARTITIONS);
        settings.put("cdp.segment.privacy.patience", "10s");
        settings.put("cdp.platform.secret", Base64.getEncoder().encodeToString(SECRET));
        settings.put("cdp.elasticsearch.url", SharedBackends.elasticsearchUrl());
        settings.put("cdp.elasticsearch.refresh-interval", "1s");
        settings.put(
                "cdp.segment.application-id",
                "it-" + UUID.randomUUID().toString().substring(0, 8));
        settings.put(
                "cdp.segment.state-dir", Files.createTempDirectory("segment-it").toString());
        settings.putAll(options);
        return new RunningService(settings);
    }

    /** Stops it and starts it again where it was. */
    RunningService restarted() {
        close();
        return new RunningService(settings);
    }

    String applicationId() {
        return String.valueOf(settings.get("cdp.segment.application-id"));
    }

    private static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
    }

    WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port("local.server.port"))
                .responseTimeout(Duration.ofSeconds(30))
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port("local.server.port"))
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    WebTestClient management() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port("local.management.port"))
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    void awaitReady(Duration patience) {
        await().atMost(patience)
                .untilAsserted(() -> management()
                        .get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The value of a gauge without tags, -1 while there is none. */
    double gauge(String name) {
        var gauge = bean(MeterRegistry.class).find(name).gauge();
        return gauge == null ? -1 : gauge.value();
    }

    /** A gauge's value, -1 while there is none. */
    double gauge(String name, String tag, String value) {
        var gauge = bean(MeterRegistry.class).find(name).tag(tag, value).gauge();
        return gauge == null ? -1 : gauge.value();
    }

    /** A counter's value, 0 while there is none. */
    double counter(String name) {
        var counter = bean(MeterRegistry.class).find(name).counter();
        return counter == null ? 0 : counter.count();
    }

    private String port(String property) {
        return Objects.requireNonNull(context.getEnvironment().getProperty(property));
    }

    @Override
    public void close() {
        context.close();
    }
}
