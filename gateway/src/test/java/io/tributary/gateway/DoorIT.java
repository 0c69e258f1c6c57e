package io.tributary.gateway;

import static io.tributary.gateway.bed.Calls.bearer;
import static io.tributary.gateway.bed.RunningDoor.BODY_LIMIT;
import static io.tributary.gateway.bed.RunningDoor.KEY_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.gateway.bed.Calls;
import io.tributary.gateway.bed.DoorExtension;
import io.tributary.gateway.bed.FakeService;
import io.tributary.gateway.bed.LocalIssuer;
import io.tributary.gateway.bed.RunningDoor;
import io.tributary.gateway.bed.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way through the gateway, with fake services behind it and real servers beside it. */
@NullUnmarked
@ExtendWith(DoorExtension.class)
class DoorIT {

    private static FakeService ingestion;
    private static FakeService segment;
    private static LocalIssuer issuer;
    private static RunningGateway gateway;
    private static RunningDoor door;
    private static Calls calls;

    @BeforeAll
    static void start(RunningDoor running) {
        door = running;
        ingestion = door.ingestion();
        segment = door.segment();
        issuer = door.issuer();
        gateway = door.gateway();
        calls = door.calls();
    }

    private static String admin() {
        return door.admin();
    }

    @Test
    void passesACollectorRequestOnAsItCame() {
        var gzipLooking = new byte[] {0x1f, (byte) 0x8b, 0x08, 0x00, 0x7f};

        var answer = calls.send(calls.request(
                        "/v1/batch?a=b%20c",
                        "Authorization",
                        "Basic a2V5Og==",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Content-Encoding",
                        "gzip",
                        "X-Retry-Count",
                        "2",
                        "X-Tenant",
                        "globex",
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .POST(BodyPublishers.ofByteArray(gzipLooking)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Trace-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        var seen = ingestion.seen("/v1/batch?a=b%20c").getFirst();
        assertThat(seen.body()).isEqualTo(ByteBuffer.wrap(gzipLooking));
        assertThat(seen.header("Authorization")).isEqualTo("Basic a2V5Og==");
        assertThat(seen.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(seen.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(seen.header("X-Retry-Count")).isEqualTo("2");
        assertThat(seen.header("X-Tenant")).isEmpty();
        assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.header("traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void leavesABrowsersPreflightToTheCollector() {
        ingestion.at("/v1/track", exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "https://shop.example");
            exchange.sendResponseHeaders(204, -1);
        });

        var answer = calls.send(calls.request(
                        "/v1/track",
                        "Origin",
                        "https://shop.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(ingestion.seen("/v1/track").getFirst().method()).isEqualTo("OPTIONS");
    }

    @Test
    void stopsABodyBeyondTheLimitWhetherDeclaredOrInChunks() {
        var tooMuch = new byte[BODY_LIMIT + 1];
        var justRight = new byte[BODY_LIMIT];

        assertThat(calls.postChunked("/v1/identify", tooMuch).problem()).isEqualTo("payload-too-large");
        assertThat(calls.post("/v1/identify", new String(tooMuch, StandardCharsets.US_ASCII))
                        .problem())
                .isEqualTo("payload-too-large");
        assertThat(calls.postChunked("/v1/identify", justRight).status()).isEqualTo(200);
        assertThat(ingestion.seen("/v1/identify")).hasSize(1);
        assertThat(calls.get("/api/v1/notices", bearer(admin()))
                        .json()
                        .path("items")
                        .toString())
                .doesNotContain("ingestion");
    }

    @Test
    void streamsAnImportOfAnySize() {
        var answer = calls.postChunked("/api/v1/imports", new byte[20 * BODY_LIMIT], bearer(admin()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ingestion.seen("/api/v1/imports").getFirst().body().remaining())
                .isEqualTo(20 * BODY_LIMIT);
    }

    @Test
    void slowsDownOneWriteKeyAndNoOther() {
        var answers = Stream.generate(() -> calls.post("/v1/page", "{}", "Authorization", "Basic Z3JlZWR5Og=="))
                .limit(10 * KEY_LIMIT)
                .toList();
        var refused =
                answers.stream().filter(it -> it.status() != 200).findFirst().orElseThrow();

        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("rate-limited");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(calls.post("/v1/page?writeKey=modest", "{}").status()).isEqualTo(200);
    }

    @Test
    void answersAtOnceForADeadServiceAndSaysSo() {
        var statuses = IntStream.range(0, 15)
                .mapToObj(_ -> calls.get("/api/v1/audiences", bearer(admin())))
                .map(Calls.Answer::problem)
                .distinct()
                .toList();
        long start = System.nanoTime();
        var answer = calls.get("/api/v1/audiences", bearer(admin()));
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(statuses).containsExactly("upstream-unavailable");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(took).isLessThan(Duration.ofMillis(500));
        var notice = calls.get("/api/v1/notices", bearer(admin()))
                .json()
                .path("items")
                .path(0);
        assertThat(notice.path("subject").asString()).isEqualTo("activation");
        assertThat(notice.path("state").asString()).isIn("stopped", "probing");
        assertThat(notice.path("since").asString()).endsWith("Z");
    }

    @Test
    void givesUpOnAServiceThatHangs() {
        door.identity().hangsAt("/api/v1/identity/rules");

        var answer = calls.get("/api/v1/identity/rules", bearer(admin()));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.problem()).isEqualTo("upstream-timeout");
    }

    @Test
    void doesNotCutAStreamOfEvents() {
        ingestion.at("/api/v1/events/live", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("data: one\n\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Longer than the service's time limit.
            new java.util.concurrent.CountDownLatch(1).await(2, java.util.concurrent.TimeUnit.SECONDS);
            out.write("data: two\n\n".getBytes(StandardCharsets.US_ASCII));
        });

        var answer = calls.get("/api/v1/events/live", bearer(admin()));

        assertThat(answer.body()).isEqualTo("data: one\n\ndata: two\n\n");
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "409", "429", "500", "503"})
    void passesAnAnswerOfAServiceUnchanged(int status) {
        var body = "{\"type\":\"urn:cdp:problem:its-own\",\"status\":" + status + "}";
        segment.answers("/api/v1/segments/s" + status, status, "application/problem+json", body);

        var answer = calls.get("/api/v1/segments/s" + status, bearer(admin()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void asksForATokenOnTheApi() {
        assertThat(calls.get("/api/v1/segments").problem()).isEqualTo("unauthenticated");
        assertThat(calls.get("/api/v1/segments", bearer("nonsense")).problem()).isEqualTo("unauthenticated");
        assertThat(calls.get(
                                "/api/v1/segments",
                                bearer(issuer.token(List.of("acme"), Duration.ofMinutes(-10), "admin")))
                        .problem())
                .isEqualTo("unauthenticated");
        assertThat(calls.get("/api/v1/personalization/user_id/x").status()).isEqualTo(200);
    }

    @Test
    void saysWhenTokensCannotBeChecked() {
        issuer.hideKeys();

        var answer = calls.get("/api/v1/segments", bearer(issuer.tokenOfAnotherKey()));

        issuer.showKeys();
        assertThat(answer.problem()).isEqualTo("identity-provider-unavailable");
        assertThat(calls.get("/api/v1/segments", bearer(issuer.tokenOfAnotherKey()))
                        .problem())
                .isEqualTo("unauthenticated");
        assertThat(calls.get("/api/v1/segments", bearer(admin())).status()).isEqualTo(200);
    }

    @Test
    void letsOnlyMembersOfOneTenantIn() {
        assertThat(calls.get("/api/v1/segments", bearer(issuer.token(List.of(), "admin")))
                        .problem())
                .isEqualTo("no-tenant");
        assertThat(calls.get("/api/v1/segments", bearer(issuer.token(List.of("acme", "globex"), "admin")))
                        .problem())
                .isEqualTo("several-tenants");
        assertThat(calls.get("/api/v1/segments", bearer(issuer.token(List.of("nobody"), "admin")))
                        .problem())
                .isEqualTo("no-tenant");
        assertThat(calls.get("/api/v1/segments", bearer(issuer.token(List.of("asleep"), "admin")))
                        .problem())
                .isEqualTo("tenant-suspended");
        assertThat(calls.get("/api/v1/segments", bearer(issuer.token(List.of("acme"))))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(calls.get("/api/v1/segments", bearer(issuer.token(List.of(), "platform-admin")))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(calls.get("/api/v1/tenants", bearer(admin())).problem()).isEqualTo("forbidden");
        assertThat(calls.get("/api/v1/members", bearer(issuer.token(List.of("acme"), "marketer")))
                        .problem())
                .isEqualTo("forbidden");
    }

    @Test
    void answersItsOwnErrorsAsProblems() {
        var platform = issuer.token(List.of(), "platform-admin");

        assertThat(calls.get("/nowhere").problem()).isEqualTo("not-found");
        assertThat(calls.get("/console/").problem()).isEqualTo("not-found");
        assertThat(calls.get("/api/v1/nowhere", bearer(admin())).problem()).isEqualTo("not-found");
        assertThat(calls.get("/api/v1/jobs/xyz_1", bearer(admin())).problem()).isEqualTo("not-found");
        assertThat(calls.send("PATCH", "/api/v1/tenant", "{}", bearer(admin())).problem())
                .isEqualTo("method-not-allowed");
        assertThat(calls.post(
                                "/api/v1/tenants",
                                "<xml/>",
                                "Authorization",
                                "Bearer " + platform,
                                "Content-Type",
                                "text/xml")
                        .problem())
                .isEqualTo("unsupported-media-type");
        assertThat(calls.post("/api/v1/tenants", "{\"key\":", bearer(platform)).problem())
                .isEqualTo("malformed-json");
        assertThat(calls.get("/api/v1/tenants?limit=501", bearer(platform)).problem())
                .isEqualTo("invalid-request");
        assertThat(calls.get("/api/v1/tenants?cursor=!", bearer(platform)).problem())
                .isEqualTo("invalid-cursor");
        assertThat(calls.get("/v1//batch").problem()).isEqualTo("invalid-request");
        var unknown = calls.post("/api/v1/tenants", "{\"admin\":{\"pasword\":\"x\"}}", bearer(platform));
        assertThat(unknown.problem()).isEqualTo("unknown-field");
        assertThat(unknown.json().at("/violations/0/pointer").asString()).isEqualTo("/admin/pasword");
    }

    @Test
    void writesAProblemAsPromised() {
        var answer =
                calls.get("/api/v1/segments", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(answer.body())
                .isEqualTo("{\"type\":\"urn:cdp:problem:unauthenticated\",\"title\":\"No valid credentials\","
                        + "\"status\":401,\"detail\":\"Send an access token as Bearer.\","
                        + "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"violations\":[]}");
    }

    @Test
    void keepsAnAuditLogThatShowsTampering() {
        calls.post("/api/v1/profiles/by/email/anna@example.com", "{}", bearer(admin()));
        calls.post("/api/v1/segments/buyers/publish", "{}", bearer(admin()));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls.get("/api/v1/audit", bearer(admin())).body().contains("publish"));
        var log = calls.get("/api/v1/audit?limit=500", bearer(admin()));
        assertThat(log.body()).doesNotContain("anna").contains("POST /api/v1/profiles/by/**");
        var entry = log.json()
                .path("items")
                .valueStream()
                .filter(it -> it.path("action").asString().contains("publish"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.path("action").asString()).isEqualTo("POST /api/v1/segments/{key}/publish");
        assertThat(entry.path("target").asString()).isEqualTo("buyers");
        assertThat(entry.path("actor").asString()).isEqualTo("account-admin");
        assertThat(entry.path("outcome").asString()).isEqualTo("200");
        assertThat(calls.post("/api/v1/audit/verify", "", bearer(admin()))
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();

        gateway.sql("update audit_link set outcome = '403' where tenant = 'acme' and number = "
                + entry.path("number").asLong());

        var verdict = calls.post("/api/v1/audit/verify", "", bearer(admin())).json();
        assertThat(verdict.path("intact").asBoolean()).isFalse();
        assertThat(verdict.path("firstBroken").asLong())
                .isEqualTo(entry.path("number").asLong());
    }

    @Test
    void goesOnAfterItsServersWereKilled() {
        var database = SharedBackends.running(ServerKind.POSTGRES);
        var broker = SharedBackends.running(ServerKind.KAFKA);

        database.kill(ServerKind.POSTGRES);
        assertThat(calls.get("/api/v1/tenant", bearer(admin())).problem()).isEqualTo("store-unavailable");
        assertThat(calls.post("/v1/screen", "{}").status()).isEqualTo(200);
        assertThat(calls.get("/api/v1/segments", bearer(admin())).status()).isEqualTo(200);
        database.restart(ServerKind.POSTGRES);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls.get("/api/v1/tenant", bearer(admin())).status() == 200);

        broker.kill(ServerKind.KAFKA);
        assertThat(calls.post("/api/v1/segments/unlucky/publish", "{}", bearer(admin()))
                        .status())
                .isEqualTo(200);
        broker.restart(ServerKind.KAFKA);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> calls.get("/api/v1/audit", bearer(admin())).body().contains("unlucky"));
    }

    @Test
    void mergesTheApiDocuments() {
        segment.answers(
                "/v3/api-docs",
                200,
                "application/json",
                "{\"paths\":{\"/api/v1/segments\":{\"get\":{\"responses\":{\"200\":{\"content\":{\"application/json\":"
                        + "{\"schema\":{\"$ref\":\"#/components/schemas/Page\"}}}}}}}},"
                        + "\"components\":{\"schemas\":{\"Page\":{\"type\":\"object\"}}}}");

        var document = calls.get("/v3/api-docs").json();

        assertThat(document.at("/info/x-missing").toString()).isEqualTo("[\"activation\"]");
        assertThat(document.path("paths").propertyNames()).contains("/api/v1/tenants", "/api/v1/segments");
        assertThat(document.at("/paths/~1api~1v1~1segments/get/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/segment.Page");
        var page = calls.get("/docs");
        assertThat(page.status()).isEqualTo(302);
        assertThat(calls.get(page.header("Location")).body()).contains("swagger-ui");
        assertThat(calls.get("/v3/api-docs/gateway/swagger-config").body()).contains("/v3/api-docs");
    }

    @Test
    void isReadyAndShowsMetrics() {
        var management = new Calls(gateway.managementUrl());

        assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(management.get("/actuator/prometheus").body()).contains("cdp_limit_refused_total");
    }
}
