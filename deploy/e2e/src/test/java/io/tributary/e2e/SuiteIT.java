package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.api.User;
import io.tributary.local.demo.Demo;
import io.tributary.local.run.Outcome;
import io.tributary.local.run.Stage;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.setup.Setup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of the generated shop, in which the collector dies by SIGKILL while the shop is being sent. What comes out
 * must be the generator's truth all the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedSuite.class)
class SuiteIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VICTIM = "ingestion-service";

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningSuite running;
    private Outcome outcome;
    private Demo.Truth truth;
    private double killedAt;

    @BeforeAll
    void sendsTheShopAndKillsOneService(RunningSuite shared) throws InterruptedException {
        running = shared;
        outcome = running.send(this::killOnce);
        truth = running.demo().truth(running.suite().now());
    }

    private void killOnce(Stage stage) {
        double share = stage.sent();
        if (killedAt == 0 && share >= 0.2 && share <= 0.8) {
            killedAt = share;
            System.out.printf("kill -9 %s at %.0f %% of its stage%n", VICTIM, share * 100);
            running.suite().kill(VICTIM);
            running.suite().restart(VICTIM);
        }
    }

    @Test
    void killsTheServiceInTheMiddleOfItsStage() {
        assertThat(killedAt).isBetween(0.2, 0.8);
    }

    @Test
    void everyStageAddsUp() {
        assertThat(outcome.counts().sent()).isEqualTo(running.demo().calls().size());
        assertThat(outcome.counts().refused()).isEqualTo(truth.refused());
        assertThat(outcome.counts().duplicate()).isGreaterThanOrEqualTo(truth.duplicates());
        assertThat(outcome.balanced()).as("%s", outcome).isTrue();
    }

    @Test
    void findsEveryPersonOnce() {
        assertThat(outcome.people()).isEqualTo(truth.people());
    }

    @Test
    void eachSegmentHasItsTrueSize() {
        assertThat(outcome.table().sizes()).isEqualTo(asLongs(truth.sizes()));
    }

    @Test
    void eachSegmentsSizeEqualsTheElasticsearchCount() throws IOException, InterruptedException {
        for (var segment : outcome.segments()) {
            var query = """
                    {"query":{"bool":{"filter":[{"term":{"tenant":"acme"}},{"term":{"segments":"%s@1"}}]}}}""".formatted(segment.key());
            var answer =
                    send(HttpRequest.newBuilder(running.suite().elasticsearch().resolve("/cdp-profiles/_count"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(query)));
            assertThat(json(answer).path("count").asLong()).as(segment.key()).isEqualTo(segment.size());
        }
    }

    @Test
    void eachPlatformHoldsTheAudienceMinusTheSuppressed() {
        assertThat(outcome.table().members()).isEqualTo(asLongs(truth.members()));
    }

    @Test
    void everybodySuppressedIsAMemberOfAPushedSegment() {
        var pushed = running.demo().audiences().stream()
                .map(Demo.AudiencePlan::segment)
                .collect(Collectors.toSet());

        assertThat(running.demo().suppressedEmails()).isNotEmpty().allSatisfy(email -> {
            var person = running.api()
                    .post(User.VIEWER, "/api/v1/profiles/by", Map.of("namespace", "email", "value", email))
                    .orFail("finding somebody suppressed");
            assertThat(person.path("memberships")
                            .valueStream()
                            .map(it -> it.path("segmentKey").asString()))
                    .containsAnyElementsOf(pushed);
        });
    }

    @Test
    void theDoublesKeptEveryRequest() {
        assertThat(running.doubles()
                        .get("/_double/requests?limit=1")
                        .path("dropped")
                        .asLong(-1))
                .isZero();
    }

    @Test
    void nobodySuppressedIsInAnyRequest() {
        assertThat(running.demo().suppressedEmails()).isNotEmpty().allSatisfy(email -> {
            assertThat(requestsWith(email)).as("plain").isZero();
            assertThat(requestsWith(sha256(email))).as("hashed").isZero();
        });
    }

    @Test
    void somebodyElseIsFoundByTheSameSearch() {
        // Otherwise a search that finds nothing would prove nothing.
        var webhooks = running.doubles().get("/_double/webhooks?limit=1");
        assertThat(webhooks.path("items")).isNotEmpty();
        assertThat(requestsWith("@mail.example")).isPositive();
    }

    @Test
    void everyWebhookCallIsSigned() {
        var calls = running.doubles().get("/_double/webhooks?limit=10000").path("items");

        assertThat(calls)
                .isNotEmpty()
                .allSatisfy(
                        it -> assertThat(it.path("signatureValid").asBoolean()).isTrue());
    }

    @Test
    void refusesAWrongWriteKey() throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(running.suite().gateway().resolve("/v1/track"))
                .header("Authorization", "Basic d3Jvbmc6")
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":\"u\",\"event\":\"e\"}")));

        assertProblem(answer, 401, "urn:cdp:problem:unknown-write-key");
    }

    @Test
    void refusesACallWithoutAToken() throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(running.suite().gateway().resolve("/api/v1/segments")));

        assertProblem(answer, 401, "urn:cdp:problem:unauthenticated");
    }

    @Test
    void doesNotKnowAnotherTenantsSegment() {
        var other = OwnTenant.make(running.api(), "globex").admin();

        var reply = running.api().get(other, "/api/v1/segments/vip");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().path("type").asString()).isEqualTo("urn:cdp:problem:not-found");
    }

    @Test
    void refusesMalformedJsonAndStoresNothing() throws IOException, InterruptedException {
        var key = new Setup(running.api(), running.data(), running.silent())
                .writeKeys()
                .get("web");
        var answer = send(HttpRequest.newBuilder(running.suite().gateway().resolve("/v1/batch?writeKey=" + key))
                .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[{\"type\":\"track\",")));

        assertProblem(answer, 400, "urn:cdp:problem:malformed-json");
    }

    @Test
    void refusesAnUnknownOperatorWithAPointerToIt() {
        var reply = running.api()
                .post(
                        User.MARKETER,
                        "/api/v1/segments",
                        Map.of(
                                "key",
                                "broken",
                                "name",
                                "Broken",
                                "rule",
                                Map.of("trait", "country", "op", "resembles", "value", "DE")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("type").asString()).isEqualTo("urn:cdp:problem:invalid-rule");
        assertThat(reply.body().path("violations").path(0).path("pointer").asString())
                .startsWith("/rule");
        assertThat(running.api().get(User.MARKETER, "/api/v1/segments/broken").status())
                .isEqualTo(404);
    }

    /** Last, because it brings one more person in. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theReadmesTourShowsWhatItPromises() throws IOException, InterruptedException {
        var tour = new Tour(RunningSuite.project());
        var commands = tour.commands();
        assertThat(commands).hasSize(5);

        assertThat(take(tour, commands.get(0)).path("accepted").asInt()).isEqualTo(2);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var person = take(tour, commands.get(1));
            assertThat(person.path("identifiers")
                            .valueStream()
                            .map(it -> it.path("namespace").asString()))
                    .contains("user_id", "anonymous_id", "email");
            assertThat(person.path("memberships")
                            .valueStream()
                            .map(it -> it.path("segmentKey").asString()))
                    .contains("vip");
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                take(tour, commands.get(2)).path("count").asLong())
                        .isPositive());
        var why = take(tour, commands.get(3));
        assertThat(why.path("member").asBoolean()).isTrue();
        assertThat(why.path("rule").toString()).contains("tour-2");
        var digest = sha256("tour@mail.example");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(requestsWith(digest)).isPositive());
        assertThat(take(tour, commands.get(4)).path("items"))
                .hasSize(running.demo().audiences().size());
    }

    private JsonNode take(Tour tour, String command) throws IOException, InterruptedException {
        var key = new Setup(running.api(), running.data(), running.silent())
                .writeKeys()
                .getOrDefault("web", "");
        var token = running.api().token(User.MARKETER.username(), User.MARKETER.password());
        return JSON.readTree(tour.run(command, running.suite().gateway().toString(), key, token));
    }

    private static Map<String, Long> asLongs(Map<String, Integer> counts) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> (long) it.getValue()));
    }

    private long requestsWith(String value) {
        return running.doubles()
                .get("/_double/requests/search?value=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8))
                .path("count")
                .asLong();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
        assertThat(json(answer).path("type").asString()).isEqualTo(type);
        assertThat(json(answer).path("traceId").asString()).isNotEmpty();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String sha256(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
