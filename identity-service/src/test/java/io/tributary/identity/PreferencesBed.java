package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static io.tributary.identity.Bed.json;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands to make people who answer, and eyes to see what they allowed; all in one tenant. */
final class PreferencesBed {

    static final String TENANT = "choosy";
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PreferencesBed() {}

    static UUID personWith(String name, String preferences) {
        Bed.get()
                .send(
                        Topic.EVENTS,
                        List.of(event(TENANT, name, 1)
                                .setAnonymousId(name + "-phone")
                                .setContext(json("{'traits':{'email':'" + name
                                        + "@shop.org'},'consent':{'categoryPreferences':" + preferences + "}}"))
                                .build()));
        await().atMost(BOUND).until(() -> profiles(name).size() == 1);
        return profiles(name).getFirst();
    }

    static List<UUID> profiles(String name) {
        return Bed.get()
                .bean(JdbcClient.class)
                .sql("select profile_id from node where tenant = ? and value = ?")
                .params(TENANT, name + "@shop.org")
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .list();
    }

    static String link(UUID profile) {
        return body(Bed.get()
                        .client(TENANT, "marketer")
                        .post()
                        .uri("/api/v1/profiles/{id}/consents/link", profile)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult())
                .path("path")
                .asString();
    }

    static String get(String path, String languages) {
        return String.valueOf(Bed.get()
                .client()
                .get()
                .uri(path)
                .header("Accept-Language", languages)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    static StatusAssertions status(String path) {
        return Bed.get().client().get().uri(path).exchange().expectStatus();
    }

    static WebTestClient.ResponseSpec post(String path, Map<String, String> form) {
        return Bed.get()
                .client()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(encoded(form))
                .exchange();
    }

    static String encoded(Map<String, String> form) {
        return String.join(
                "&",
                form.entrySet().stream()
                        .map(it -> URLEncoder.encode(it.getKey(), StandardCharsets.UTF_8) + "=" + it.getValue())
                        .toList());
    }

    static void say(UUID profile, String purpose, String state) {
        Bed.get()
                .client(TENANT, "marketer")
                .put()
                .uri("/api/v1/profiles/{id}/consents", profile)
                .bodyValue(Map.of("consents", Map.of(purpose, state)))
                .exchange()
                .expectStatus()
                .isOk();
    }

    static void change(UUID profile, String verb, Map<String, String> body) {
        Bed.get()
                .client(TENANT, "marketer")
                .post()
                .uri("/api/v1/identity/{id}/" + verb, profile)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    static JsonNode consents(UUID profile) {
        return call("viewer", "/api/v1/profiles/" + profile + "/consents").path("consents");
    }

    /** Newest first, as {@code purpose state source cause}. */
    static List<String> history(UUID profile) {
        return call("viewer", "/api/v1/profiles/" + profile + "/consents/history")
                .path("items")
                .valueStream()
                .map(it -> it.path("purpose").asString() + " "
                        + it.path("state").asString() + " " + it.path("source").asString() + " "
                        + it.path("cause").asString())
                .toList();
    }

    static JsonNode call(String role, String path) {
        return body(Bed.get()
                .client(TENANT, role)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult());
    }

    static JsonNode body(EntityExchangeResult<String> answer) {
        return JSON.readTree(String.valueOf(answer.getResponseBody()));
    }

    /** What one of the person's own identifiers says later, and is heard. */
    static void tell(String message, long at, String device, String preferences) {
        Bed.get()
                .send(
                        Topic.EVENTS,
                        List.of(event(TENANT, message, at)
                                .setAnonymousId(device)
                                .setContext(json("{'consent':{'categoryPreferences':" + preferences + "}}"))
                                .build()));
        heard(message);
    }

    static void heard(String message) {
        await().atMost(BOUND)
                .until(() -> Bed.get().records(Topic.RESOLVED_EVENTS, TENANT).stream()
                        .anyMatch(it -> it.key().endsWith("/" + message)));
    }

    /** What is asked on the page of everybody. */
    static WebTestClient.ResponseSpec ask(String role, List<String> purposes) {
        return Bed.get()
                .client(TENANT, role)
                .put()
                .uri("/api/v1/identity/purposes")
                .bodyValue(Map.of("purposes", purposes))
                .exchange();
    }

    /** The state of one answer; empty when there is none. */
    static String state(UUID profile, String purpose) {
        return consents(profile).path(purpose).path("state").asString("");
    }
}
