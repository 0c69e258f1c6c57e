package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.SharedBackends;
import io.tributary.segment.PrivacyTraffic.Named;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Makes lists as somebody of one tenant, uploads files for them, and waits until these are taken over. */
record ListCalls(RunningService service, TestIssuer issuer, String tenant) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    WebTestClient as(String role) {
        return service.client(issuer.token(tenant, role));
    }

    Marketer marketer() {
        return new Marketer(service, issuer, tenant);
    }

    void publish(String key) {
        status(created(Map.of("key", key, "name", key, "list", true)), 201);
        status(as("marketer").post().uri("/api/v1/segments/" + key + "/publish").exchange(), 200);
    }

    ResponseSpec created(Map<String, Object> segment) {
        return as("marketer").post().uri("/api/v1/segments").bodyValue(segment).exchange();
    }

    ResponseSpec upload(String key, String query, Object file) {
        return upload(as("marketer"), key, query, file);
    }

    static ResponseSpec upload(WebTestClient client, String key, String query, Object file) {
        return client.post()
                .uri("/api/v1/segments/" + key + "/list?" + query)
                .contentType(CSV)
                .bodyValue(file)
                .exchange();
    }

    JsonNode dryRun(String key, String mode, String file) {
        return answered(upload(key, "dryRun=true&mode=" + mode, file), 200);
    }

    /** The job, when it is done. */
    JsonNode uploaded(String key, String mode, String file) {
        return ended(begun(key, mode, file), "done");
    }

    /** The job's id. */
    String begun(String key, String mode, String file) {
        return answered(upload(key, "mode=" + mode, file), 202).path("jobId").asString();
    }

    /** The job, when it has come to that state. */
    JsonNode ended(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(job(id).path("state").asString()).isEqualTo(state));
        return job(id);
    }

    private JsonNode job(String id) {
        return marketer().get("/api/v1/jobs/" + id);
    }

    /** Each has an address that begins with the name. */
    void people(String... names) {
        try (var identity = new PrivacyTraffic(SharedBackends.kafkaBootstrap(), tenant)) {
            for (var name : names) {
                identity.contact(name, 1, false, new Named("email", name + "@mail.example"));
            }
        }
    }

    void awaitMembers(String segment, String... people) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(marketer()
                                .get("/api/v1/segments/" + segment + "/members")
                                .path("items")
                                .valueStream()
                                .map(it -> it.path("profileId").asString()))
                        .containsExactlyInAnyOrder(people));
    }

    /** What a report says of these figures of its difference. */
    static void assertDifference(JsonNode report, Map<String, Integer> expected) {
        var said = new TreeMap<String, Integer>();
        expected.keySet()
                .forEach(it -> said.put(it, report.path("difference").path(it).asInt(-1)));
        assertThat(said).isEqualTo(new TreeMap<>(expected));
    }

    static JsonNode answered(ResponseSpec answer, int status) {
        return Objects.requireNonNull(answer.expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    static void status(ResponseSpec answer, int status) {
        answer.expectStatus().isEqualTo(status);
    }
}
