package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.clock.ClockFile;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.embedded.SharedBackends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Computed traits over real Kafka, Elasticsearch and PostgreSQL, with a suite clock that moves. */
class ComputedTraitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SPENT = "sum(\"Order Completed\".revenue) ever";
    private static final String RECENT = "count(\"Order Completed\") in last 2 hours";

    private static TestIssuer issuer;
    private static RunningService service;
    private static Path clock;

    private final String tenant = "c" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        clock = Files.createTempDirectory("computed-traits-it").resolve("clock");
        var now = Clock.systemUTC().instant();
        ClockFile.startingAt(now, now).write(clock);
        service = RunningService.start(issuer, Map.of("cdp.clock.file", clock.toString()));
        service.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void areOnTheProfileAndInRulesUntilTheyAreRetired() {
        // given
        people();

        // when
        define("spent", SPENT);
        define("recent", RECENT);

        // then: the number is on the profile, apart from what sources said
        awaitNumbers("anna", Map.of("spent", 12.5, "recent", 2.0));
        awaitNumbers("bert", Map.of("spent", 40.0, "recent", 0.0));
        awaitNumbers("carl", Map.of("spent", 0.0, "recent", 0.0));
        assertThat(profile("anna").path("traits").toString()).isEqualTo("{\"country\":\"DE\"}");

        // when, then: it changes by an event
        try (var traffic = traffic()) {
            traffic.track("anna", "Order Completed", suiteNow(), "{\"revenue\":7.5}");
        }
        awaitNumbers("anna", Map.of("spent", 20.0, "recent", 3.0));

        // when, then: both engines compare it
        publish("active", "spent >= 20 and recent >= 1");
        publish("rich", "spent >= 20 and not (country = \"FR\" and spent is missing)");
        awaitMembers("active", List.of("anna"));
        awaitMembers("rich", List.of("anna", "bert"));
        assertThat(counted("spent >= 20 and recent >= 1", null)).isEqualTo(1);
        assertThat(counted("spent in (12.5, 40)", null)).isEqualTo(1);
        assertThat(counted("not spent exists", null)).isZero();
        assertThat(counted("recent >= 1", suiteNow().minus(Duration.ofHours(4))))
                .isZero();
        assertThat(counted("recent >= 1", suiteNow().plus(Duration.ofHours(3)))).isZero();
        assertThat(get("/api/v1/segments/active").path("text").asString()).isEqualTo("spent >= 20 and recent >= 1");
        assertThat(get("/api/v1/segments/active/explain/anna")
                        .path("rule")
                        .path("parts")
                        .valueStream()
                        .map(it -> it.path("text").asString() + " " + it.path("holds"))
                        .toList())
                .containsExactly(
                        "sum(\"Order Completed\".revenue) >= 20 ever true",
                        "count(\"Order Completed\") >= 1 in last 2 hours true");
        assertThat(get("/api/v1/segments/overlap?keys=active,rich")
                        .path("items")
                        .path(0)
                        .path("both")
                        .asLong())
                .isEqualTo(1);
        assertNoDifference();

        // when, then: it changes by time, and membership with it
        pass(Duration.ofHours(3));
        awaitNumbers("anna", Map.of("spent", 20.0, "recent", 0.0));
        awaitMembers("active", List.of());
        try (var traffic = traffic()) {
            assertThat(traffic.memberships("active").get("anna"))
                    .isNotNull()
                    .matches(it -> !it.getMember() && it.getCause() == MembershipCause.CLOCK);
        }
        assertNoDifference();

        // when, then: a revision says before what it will do, and does that
        var wished = Map.of("measure", "max(\"Order Completed\".revenue) ever");
        var consequences = body(client("marketer")
                .put()
                .uri("/api/v1/computed-traits/spent?dryRun=true")
                .bodyValue(wished));
        assertThat(consequences.path("segments").toString())
                .isEqualTo("[{\"key\":\"active\",\"entering\":0,\"leaving\":0,\"staying\":0},"
                        + "{\"key\":\"rich\",\"entering\":0,\"leaving\":1,\"staying\":1}]");
        assertThat(body(client("marketer")
                                .put()
                                .uri("/api/v1/computed-traits/spent")
                                .bodyValue(wished))
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        awaitNumbers("anna", Map.of("spent", 10.0, "recent", 0.0));
        awaitMembers("rich", List.of("bert"));
        assertThat(get("/api/v1/segments/rich").path("version").asInt()).isEqualTo(1);
        assertThat(profile("anna")
                        .path("computedTraits")
                        .path("spent")
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertNoDifference();

        // when, then: it is retired when nobody compares it any more, and never comes back
        retire("spent", 409);
        assertThat(get("/api/v1/computed-traits/spent/dependants").path("items").toString())
                .isEqualTo("[\"active\",\"rich\"]");
        for (var segment : List.of("active", "rich")) {
            send("POST", "/api/v1/segments/" + segment + "/retire", null, 200);
        }
        retire("spent", 200);
        awaitNumbers("anna", Map.of("recent", 0.0));
        assertThat(get("/api/v1/computed-traits/spent").path("status").asString())
                .isEqualTo("retired");
        assertThat(get("/api/v1/computed-traits/spent/versions").path("items")).hasSize(2);
        send("POST", "/api/v1/computed-traits", trait("spent", SPENT), 409);
        send("PUT", "/api/v1/computed-traits/spent", Map.of("measure", SPENT), 409);
        send("POST", "/api/v1/segments", Map.of("key", "late", "rule", "spent >= 1"), 400);
        assertNoDifference();
    }

    @Test
    void aBacktestTakesTheNumbersOfEachDay() {
        // given
        try (var traffic = traffic()) {
            traffic.track("anna", "Order Completed", suiteNow().minus(Duration.ofDays(5)), "{\"revenue\":10}");
            traffic.track("anna", "Order Completed", suiteNow().minus(Duration.ofDays(2)), "{\"revenue\":10}");
        }
        awaitRest();
        define("spent", SPENT);

        // when
        var job = body(
                        client("marketer")
                                .post()
                                .uri("/api/v1/segments/backtest")
                                .bodyValue(Map.of("rule", "spent >= 20", "days", 7)),
                        202)
                .path("jobId")
                .asString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/api/v1/jobs/" + job).path("state").asString())
                        .isEqualTo("done"));

        // then
        var days = get("/api/v1/jobs/" + job).path("report").path("days");
        assertThat(days.valueStream().map(it -> it.path("size").asInt()).toList())
                .containsExactly(0, 0, 0, 0, 0, 1, 1);
    }

    @Test
    void areListedVersionedAndAnsweredOncePerIdempotencyKey() {
        var first = body(
                client("marketer")
                        .post()
                        .uri("/api/v1/computed-traits")
                        .header("Idempotency-Key", "define-" + tenant)
                        .bodyValue(Map.of(
                                "key", "orders",
                                "name", "Orders",
                                "owner", "crm",
                                "purpose", "loyalty",
                                "measure",
                                        Map.of(
                                                "event", "Order Completed",
                                                "measure", "count",
                                                "window", Map.of("ever", true)))),
                201);
        define("spent", SPENT);
        send("PUT", "/api/v1/computed-traits/orders", Map.of("measure", RECENT, "purpose", "loyalty"), 200);
        send("PUT", "/api/v1/computed-traits/orders", Map.of("measure", RECENT, "purpose", "loyalty"), 200);

        assertThat(first.path("text").asString()).isEqualTo("count(\"Order Completed\") ever");
        assertThat(first.path("status").asString()).isEqualTo("live");
        assertThat(first.path("owner").asString()).isEqualTo("crm");
        var page = get("/api/v1/computed-traits?limit=1");
        assertThat(page.path("items").path(0).path("key").asString()).isEqualTo("orders");
        assertThat(page.path("items").path(0).path("version").asInt()).isEqualTo(2);
        var rest = get("/api/v1/computed-traits?limit=1&cursor="
                + page.path("nextCursor").asString());
        assertThat(rest.path("items").path(0).path("key").asString()).isEqualTo("spent");
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(get("/api/v1/computed-traits/orders/versions")
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("version").asInt() + " "
                                + it.path("text").asString())
                        .toList())
                .containsExactly("2 " + RECENT, "1 count(\"Order Completed\") ever");
        assertThat(get("/api/v1/catalog/traits")
                        .path("items")
                        .valueStream()
                        .filter(it -> it.path("computed").asBoolean())
                        .map(it -> it.path("name").asString() + " " + it.path("types"))
                        .toList())
                .containsExactly("orders [\"number\"]", "spent [\"number\"]");
        client("marketer")
                .post()
                .uri("/api/v1/computed-traits")
                .header("Idempotency-Key", "define-" + tenant)
                .bodyValue(trait("orders", SPENT))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9lives | count(\"A\") ever | invalid-request | /key",
                "a.b | count(\"A\") ever | invalid-request | /key",
                "ok | latest(\"Order Completed\") ever | invalid-rule | /measure",
                "ok | count(\"A\") >= 2 ever | invalid-rule | /measure",
                "ok | count(\"A\") in last 500 days | invalid-rule | /measure/window",
                "ok | sum(\"Order Completed\".secret) ever | invalid-rule | /measure/measure",
                "ok | country | invalid-rule | /measure"
            })
    void refusesWhatIsNoMeasureWithAName(String key, String measure, String type, String pointer) {
        client("marketer")
                .post()
                .uri("/api/v1/computed-traits")
                .bodyValue(trait(key, measure))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:" + type)
                .jsonPath("$.violations[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void refusesNamesThatMeanSomethingElseAndCallersWhoMayNot() {
        people();
        define("spent", SPENT);
        publish("visitors", "visits >= 3");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(counted("country = \"DE\"", null)).isEqualTo(1));

        assertThat(refused("country", 409)).isEqualTo("said-by-sources");
        assertThat(refused("visits", 409)).isEqualTo("in-rules");
        send("POST", "/api/v1/computed-traits", trait("spent", SPENT), 409);
        send("POST", "/api/v1/computed-traits", Map.of("key", "more"), 400);
        send("POST", "/api/v1/computed-traits", Map.of("key", "more", "measure", SPENT, "tags", List.of("x")), 400);
        send("PUT", "/api/v1/computed-traits/none", Map.of("measure", SPENT), 404);
        send("PUT", "/api/v1/computed-traits/spent", trait("other", SPENT), 400);
        send("POST", "/api/v1/computed-traits/none/retire", null, 404);
        send("POST", "/api/v1/segments", Map.of("key", "s", "rule", "spent = \"much\""), 400);
        send("POST", "/api/v1/segments/preview", Map.of("rule", "spent in last 30 days"), 400);
        client("viewer")
                .post()
                .uri("/api/v1/computed-traits")
                .bodyValue(trait("more", SPENT))
                .exchange()
                .expectStatus()
                .isForbidden();
        client("viewer")
                .get()
                .uri("/api/v1/computed-traits/spent")
                .exchange()
                .expectStatus()
                .isOk();
        service.client(issuer.token("another", "viewer"))
                .get()
                .uri("/api/v1/computed-traits/spent")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /** Anna bought twice an hour ago, Bert once a day ago, Carl never. */
    private void people() {
        var now = suiteNow();
        try (var traffic = traffic()) {
            traffic.identify("anna", now, "{\"country\":\"DE\"}");
            traffic.identify("bert", now, "{\"country\":\"FR\"}");
            traffic.identify("carl", now, "{\"country\":\"FR\"}");
            traffic.track("anna", "Order Completed", now.minusSeconds(3_600), "{\"revenue\":10}");
            traffic.track("anna", "Order Completed", now.minusSeconds(3_500), "{\"revenue\":2.5}");
            traffic.track("bert", "Order Completed", now.minusSeconds(86_400), "{\"revenue\":40}");
        }
        awaitRest();
    }

    private static Instant suiteNow() {
        return Clock.systemUTC().instant().plus(ClockFile.read(clock).offset()).truncatedTo(ChronoUnit.SECONDS);
    }

    private static void pass(Duration time) {
        ClockFile.read(clock).movedBy(time).write(clock);
    }

    private void define(String key, String measure) {
        send("POST", "/api/v1/computed-traits", trait(key, measure), 201);
    }

    private static Map<String, Object> trait(String key, String measure) {
        return Map.of("key", key, "measure", measure);
    }

    private void retire(String key, int status) {
        send("POST", "/api/v1/computed-traits/" + key + "/retire", null, status);
    }

    private void publish(String key, String rule) {
        new Marketer(service, issuer, tenant).publish(key, rule);
    }

    private void awaitNumbers(String profileId, Map<String, Double> expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            var numbers = new HashMap<String, Double>();
            profile(profileId)
                    .path("computedTraits")
                    .properties()
                    .forEach(it ->
                            numbers.put(it.getKey(), it.getValue().path("value").asDouble()));
            assertThat(numbers).isEqualTo(expected);
        });
    }

    private void awaitMembers(String segment, List<String> expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            var members = get("/api/v1/segments/" + segment + "/members").path("items");
            assertThat(members.valueStream()
                            .map(it -> it.path("profileId").asString())
                            .toList())
                    .isEqualTo(expected);
        });
    }

    private long counted(String rule, @Nullable Instant asOf) {
        var request = new HashMap<String, Object>(Map.of("rule", rule));
        if (asOf != null) {
            request.put("asOf", asOf.toString());
        }
        return body(client("marketer").post().uri("/api/v1/segments/preview").bodyValue(request))
                .path("count")
                .asLong();
    }

    /** Every copy of everything, the numbers included, is what an evaluation from scratch and the queries say. */
    private void assertNoDifference() {
        awaitRest();
        var job = body(client("marketer").post().uri("/api/v1/segments/audit?dryRun=true"), 202)
                .path("jobId")
                .asString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/api/v1/jobs/" + job).path("state").asString())
                        .isEqualTo("done"));
        var report = get("/api/v1/jobs/" + job).path("report");
        assertThat(report.path("differences").toString())
                .as("%s", report)
                .isEqualTo("{\"engine\":0,\"evaluation\":0,\"index\":0,\"topic\":0}");
        assertThat(report.path("profiles").asLong()).isPositive();
    }

    private String refused(String key, int status) {
        return body(client("marketer").post().uri("/api/v1/computed-traits").bodyValue(trait(key, SPENT)), status)
                .path("violations")
                .path(0)
                .path("rule")
                .asString();
    }

    private void send(String method, String path, @Nullable Object body, int status) {
        var client = client("marketer");
        var request =
                method.equals("PUT") ? client.put().uri(path) : client.post().uri(path);
        (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private static JsonNode body(WebTestClient.RequestHeadersSpec<?> request) {
        return body(request, 200);
    }

    private static JsonNode body(WebTestClient.RequestHeadersSpec<?> request, int status) {
        return Objects.requireNonNull(request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode profile(String id) {
        return get("/api/v1/profiles/" + id);
    }

    private JsonNode get(String path) {
        return new Marketer(service, issuer, tenant).get(path);
    }

    private void awaitRest() {
        new Marketer(service, issuer, tenant).awaitRest();
    }

    private WebTestClient client(String role) {
        return service.client(issuer.token(tenant, role));
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }
}
