package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.SharedBackends;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a live page learns with a member's token, and with a source's public read key. */
class PersonalizationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SHOP = "https://shop.example";

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final String readKey = "rk_" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        service = RunningService.start(issuer);
        service.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @BeforeEach
    void knowAPerson() {
        publish("vip", true, "plan = \"pro\"", List.of("show-banner", "free-shipping"));
        publish("risky", false, "plan = \"pro\"", List.of("ask-for-prepayment"));
        publish("basic", true, "plan = \"basic\"", List.of());
        try (var traffic = new Traffic(SharedBackends.kafkaBootstrap(), tenant)) {
            traffic.identify("anna", Clock.systemUTC().instant(), "{\"plan\":\"pro\"}");
            traffic.contact("anna", "user_id", "u-1");
            traffic.source("web", readKey, SHOP);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(keys(asMember("/api/v1/personalization/user_id/u-1")))
                        .containsExactlyInAnyOrder("vip", "risky"));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> page(SHOP).expectStatus().isOk());
    }

    @Test
    void showsAPageThePublicSegmentsAndNoIdentifier() {
        var answer = body(page(SHOP));

        assertThat(answer.toString())
                .isEqualTo(
                        "{\"memberships\":[{\"segmentKey\":\"vip\",\"actions\":[\"show-banner\",\"free-shipping\"]}],"
                                + "\"actions\":[\"show-banner\",\"free-shipping\"]}");
    }

    @Test
    void showsAMemberOfTheTenantEverySegment() {
        var answer = asMember("/api/v1/personalization/user_id/u-1");

        assertThat(answer.at("/memberships/0/since").asString()).endsWith("Z");
        assertThat(answer.get("actions").toString()).contains("ask-for-prepayment", "show-banner");
        assertThat(answer.toString()).doesNotContain("anna", "u-1");
    }

    @Test
    void takesTheReadKeyWhereverAPagePutsIt() {
        var path = "/api/v1/personalization/user_id/u-1";
        for (var header : List.of("Basic " + basic(readKey + ":"), "Basic " + basic(readKey), "Bearer " + readKey)) {
            get(path, SHOP)
                    .header(HttpHeaders.AUTHORIZATION, header)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        get(path, SHOP).header("X-Read-Key", readKey).exchange().expectStatus().isOk();
        get(path + "?readKey=" + readKey, SHOP).exchange().expectStatus().isOk();
    }

    @Test
    void takesTheIdentifierInTheBodyToo() {
        var answer = service.anonymous()
                .post()
                .uri("/api/v1/personalization")
                .header(HttpHeaders.ORIGIN, SHOP)
                .header("X-Read-Key", readKey)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("namespace", "user_id", "value", "u-1"))
                .exchange();

        assertThat(keys(body(answer))).containsExactly("vip");
    }

    @Test
    void doesNotTellAPageWhetherSomebodyIsKnown() {
        var nobody = get("/api/v1/personalization/user_id/nobody", SHOP).header("X-Read-Key", readKey);

        assertThat(body(nobody.exchange()).toString()).isEqualTo("{\"memberships\":[],\"actions\":[]}");
    }

    @Test
    void bindsAReadKeyToItsOrigins() {
        refused(page("https://evil.example"), 403, "forbidden");
        refused(
                get("/api/v1/personalization/user_id/u-1", null)
                        .header("X-Read-Key", readKey)
                        .exchange(),
                403,
                "forbidden");
    }

    @Test
    void isGoodForNothingElse() {
        for (var path : List.of("/api/v1/profiles/by/user_id/u-1", "/api/v1/segments", "/api/v1/profiles")) {
            refused(
                    get(path, SHOP)
                            .header(HttpHeaders.AUTHORIZATION, "Bearer " + readKey)
                            .exchange(),
                    401,
                    "unauthenticated");
            refused(get(path, SHOP).header("X-Read-Key", readKey).exchange(), 401, "unauthenticated");
        }
    }

    @Test
    void refusesKeysThatOpenNothing() {
        refused(
                get("/api/v1/personalization/user_id/u-1", SHOP)
                        .header("X-Read-Key", "rk_wrong")
                        .exchange(),
                401,
                "unknown-read-key");
        refused(get("/api/v1/personalization/user_id/u-1", SHOP).exchange(), 401, "unauthenticated");
        refused(
                get("/api/v1/personalization/user_id/u-1", SHOP)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer no.token.atall")
                        .exchange(),
                401,
                "unauthenticated");
    }

    @Test
    void followsAChangedSourceWithinFiveSeconds() {
        try (var traffic = new Traffic(SharedBackends.kafkaBootstrap(), tenant)) {
            traffic.source("web", readKey, false, SHOP);
        }
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> refused(page(SHOP), 404, "source-disabled"));

        try (var traffic = new Traffic(SharedBackends.kafkaBootstrap(), tenant)) {
            traffic.source("web", "rk_another", SHOP);
        }
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> refused(page(SHOP), 401, "unknown-read-key"));
    }

    @Test
    void answersAPagesPreflightAndLetsItReadRefusals() {
        service.anonymous()
                .options()
                .uri("/api/v1/personalization/user_id/u-1")
                .header(HttpHeaders.ORIGIN, SHOP)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "x-read-key")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, SHOP)
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
        refused(page("https://evil.example"), 403, "forbidden")
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://evil.example");
    }

    private WebTestClient.ResponseSpec page(String origin) {
        return get("/api/v1/personalization/user_id/u-1", origin)
                .header("X-Read-Key", readKey)
                .exchange();
    }

    private static WebTestClient.RequestHeadersSpec<?> get(String path, @Nullable String origin) {
        var request = service.anonymous().get().uri(path);
        return origin == null ? request : request.header(HttpHeaders.ORIGIN, origin);
    }

    private static WebTestClient.ResponseSpec refused(WebTestClient.ResponseSpec answer, int status, String problem) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.type").isEqualTo("urn:cdp:problem:" + problem);
        return answer;
    }

    private JsonNode asMember(String path) {
        return body(
                service.client(issuer.token(tenant, "viewer")).get().uri(path).exchange());
    }

    private static JsonNode body(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static List<String> keys(JsonNode answer) {
        return answer.get("memberships")
                .valueStream()
                .map(it -> it.get("segmentKey").asString())
                .toList();
    }

    private static String basic(String user) {
        return Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private void publish(String key, boolean isPublic, String rule, List<String> actions) {
        var marketer = service.client(issuer.token(tenant, "marketer"));
        marketer.post()
                .uri("/api/v1/segments")
                .bodyValue(Map.of("key", key, "name", key, "rule", rule, "public", isPublic, "actions", actions))
                .exchange()
                .expectStatus()
                .isCreated();
        marketer.post()
                .uri("/api/v1/segments/" + key + "/publish")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
