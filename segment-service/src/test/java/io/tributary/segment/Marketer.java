package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A marketer of one tenant at the running service: asks, publishes, and waits until everything has come to rest. */
record Marketer(RunningService service, TestIssuer issuer, String tenant) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    void publish(String key, String rule) {
        client().post()
                .uri("/api/v1/segments")
                .header("Idempotency-Key", "key-" + key)
                .bodyValue(Map.of("key", key, "name", key, "rule", rule))
                .exchange()
                .expectStatus()
                .isCreated();
        client().post()
                .uri("/api/v1/segments/" + key + "/publish")
                .exchange()
                .expectStatus()
                .isOk();
    }

    JsonNode get(String path) {
        return answered(client().get().uri(path).exchange());
    }

    JsonNode post(String path, Object body) {
        return answered(client().post().uri(path).bodyValue(body).exchange());
    }

    private static JsonNode answered(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient client() {
        return service.client(issuer.token(tenant, "marketer"));
    }

    /**
     * Until everything that was sent is applied, indexed and findable; the law of the topology holds then. The figures
     * are read once a second: the second round that ends from now has begun after this call.
     */
    void awaitRest() {
        double rounds = service.counter("cdp.topology.reports");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            assertThat(service.counter("cdp.topology.reports")).isGreaterThanOrEqualTo(rounds + 2);
            double resolved = counted("resolved");
            assertThat(resolved).isPositive();
            assertThat(counted("applied") + counted("duplicate") + counted("dropped"))
                    .isEqualTo(resolved);
            for (var topic : List.of("cdp.resolved-events.v1", "cdp.contacts.v1", "cdp.identity-changes.v1")) {
                assertThat(service.gauge("cdp.topology.lag", "topic", topic)).isZero();
            }
            assertThat(service.gauge("cdp.index.lag", "index", "profiles")).isZero();
            assertThat(service.gauge("cdp.index.lag", "index", "events")).isZero();
            assertThat(service.gauge("cdp.index.lag", "index", "stays")).isZero();
        });
    }

    /** Events of the tenant that went this way. */
    double counted(String way) {
        return service.gauge("cdp.topology." + way, "tenant", tenant);
    }
}
