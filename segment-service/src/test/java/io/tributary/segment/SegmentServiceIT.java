package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Rebuild;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.preview.People;
import io.tributary.segment.preview.StateJudging;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.rule.RuleText;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The real service over real Kafka, PostgreSQL and Elasticsearch. Each test has a tenant of its own. */
class SegmentServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

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

    @Test
    void decidesMembershipsThatPreviewMembersAndNaiveCountAgreeOn() {
        // given
        publish("buyers", "count(\"Order Completed\") >= 2 in last 30 days");
        publish("spenders", "sum(\"Order Completed\".revenue) >= 100 in last 30 days");
        publish("german-buyers", "segment(\"buyers\") and country = \"DE\"");
        var random = new Random(7);
        var orders = new int[200];
        var spent = new long[200];
        try (var traffic = traffic()) {
            for (int person = 0; person < 200; person++) {
                traffic.identify(
                        id(person),
                        now.minus(2, ChronoUnit.DAYS),
                        person % 2 == 0 ? "{\"country\":\"DE\"}" : "{\"country\":\"FR\"}");
                for (int order = random.nextInt(5); order > 0; order--) {
                    int cents = random.nextInt(8_000);
                    orders[person]++;
                    spent[person] += cents;
                    traffic.track(
                            id(person),
                            "Order Completed",
                            now.minusSeconds(random.nextInt(86_400 * 20)),
                            "{\"revenue\":" + cents / 100.0 + "}");
                }
            }
        }

        // when
        awaitRest();

        // then
        long buyers = 0;
        long spenders = 0;
        long germans = 0;
        for (int person = 0; person < 200; person++) {
            buyers += orders[person] >= 2 ? 1 : 0;
            spenders += spent[person] >= 10_000 ? 1 : 0;
            germans += orders[person] >= 2 && person % 2 == 0 ? 1 : 0;
        }
        assertAgreement("buyers", "count(\"Order Completed\") >= 2 in last 30 days", buyers);
        assertAgreement("spenders", "sum(\"Order Completed\".revenue) >= 100 in last 30 days", spenders);
        assertAgreement("german-buyers", "segment(\"buyers\") and country = \"DE\"", germans);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/api/v1/segments/buyers")
                                .path("freshness")
                                .path("state")
                                .asString())
                        .isEqualTo("fresh"));
        assertThat(get("/api/v1/segments/buyers").path("size").asLong()).isEqualTo(buyers);
        assertThat(get("/api/v1/profiles").path("total").asLong()).isEqualTo(200);
        marketer()
                .put()
                .uri("/api/v1/segments/buyers")
                .bodyValue(Map.of("rule", "count(\"Order Completed\") >= 1 in last 30 days"))
                .exchange()
                .expectStatus()
                .isOk();
        var difference = post("/api/v1/segments/buyers/publish?dryRun=true", Map.of());
        assertThat(difference.path("staying").asLong()).isEqualTo(buyers);
        assertThat(difference.path("leaving").asLong()).isZero();
        assertThat(difference.path("entering").asLong())
                .isEqualTo(IntStream.of(orders).filter(it -> it == 1).count());
        assertThat(service.gauge("cdp.topology.resolved", "tenant", tenant))
                .isEqualTo(service.gauge("cdp.topology.applied", "tenant", tenant));
    }

    @Test
    void listsEveryMemberOnceOverSeveralPages() {
        // given
        publish("everybody", "plan exists");
        try (var traffic = traffic()) {
            for (int person = 0; person < 25; person++) {
                traffic.identify(id(person), now, "{\"plan\":\"pro\"}");
            }
        }
        awaitRest();

        // when
        var seen = new ArrayList<String>();
        var page = get("/api/v1/segments/everybody/members?limit=10");
        page.path("items").forEach(it -> seen.add(it.path("profileId").asString()));
        while (!page.path("nextCursor").isNull()) {
            page = get("/api/v1/segments/everybody/members?limit=10&cursor="
                    + page.path("nextCursor").asString());
            page.path("items").forEach(it -> seen.add(it.path("profileId").asString()));
        }

        // then
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(page.path("total").asLong()).isEqualTo(25);
    }

    @Test
    void saysWhereAnEventIsAndThatASecondCopyCountedForNothing() {
        // given
        String message;
        try (var traffic = traffic()) {
            message = traffic.track(id(1), "Order Completed", now.minusSeconds(60), "{\"revenue\":10}");
            traffic.send(
                    message, id(1), CallType.TRACK, "Order Completed", now.minusSeconds(60), "{\"revenue\":10}", "");
        }

        // when
        awaitRest();

        // then
        var way = get("/api/v1/events/" + message);
        assertThat(way.path("accepted").path("done").asBoolean()).isTrue();
        assertThat(way.path("applied").path("done").asBoolean()).isTrue();
        assertThat(way.path("duplicate").path("done").asBoolean()).isTrue();
        assertThat(get("/api/v1/profiles/" + id(1) + "/events").path("items")).hasSize(1);
        assertThat(service.gauge("cdp.topology.duplicate", "tenant", tenant)).isEqualTo(1);
        assertThat(get("/api/v1/catalog/events")
                        .path("items")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("Order Completed");
        assertThat(get("/api/v1/catalog/properties")
                        .path("items")
                        .get(0)
                        .path("types")
                        .get(0)
                        .asString())
                .isEqualTo("number");
    }

    @Test
    void givesACallBackFieldByFieldAsTheClientSentIt() {
        // given
        var at = now.minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        var identify = AcceptedEvent.newBuilder()
                .setMessageId("sent-" + tenant)
                .setType(CallType.IDENTIFY)
                .setAnonymousId("a-1")
                .setUserId("7")
                .setTimes(EventTimes.newBuilder()
                        .setTimestamp(at.toEpochMilli())
                        .setReceivedAt(at.toEpochMilli())
                        .setSentAt(at.minusMillis(5).toEpochMilli())
                        .setOriginalTimestamp(at.minusMillis(7).toEpochMilli())
                        .setClamped(true))
                .setTraits(json("{\"plan\":\"pro\",\"price\":12.50,\"age\":1}"))
                .setTraitsAdded(1)
                .setContext(json("{\"traits\":{\"age\":1}}"))
                .setIntegrations(json("{\"All\":false}"))
                .setOthers(json(
                        "{\"userId\":7,\"_metadata\":{\"big\":12345678901234567890.10},\"timestamp\":\"2026-01-02\"}"));
        var page = AcceptedEvent.newBuilder()
                .setMessageId("page-" + tenant)
                .setType(CallType.PAGE)
                .setEvent("Page Viewed")
                .setName("Home")
                .setAnonymousId("a-1")
                .setTimes(
                        EventTimes.newBuilder().setTimestamp(at.toEpochMilli()).setReceivedAt(at.toEpochMilli()))
                .setProperties(json("{\"category\":\"Docs\"}"))
                .setPropertiesAdded(1)
                .setOthers(json("{\"category\":\r\n \"Docs\"}"));
        try (var traffic = traffic()) {
            traffic.send(identify, id(1));
            traffic.send(page, id(1));
        }

        // when
        awaitRest();

        // then
        var way = exactly("/api/v1/events/sent-" + tenant);
        assertThat(way.path("event").toString())
                .isEqualTo("{\"type\":\"identify\",\"messageId\":\"sent-" + tenant
                        + "\",\"anonymousId\":\"a-1\",\"userId\":7,\"traits\":{\"plan\":\"pro\",\"price\":12.50},"
                        + "\"context\":{\"traits\":{\"age\":1}},\"integrations\":{\"All\":false},"
                        + "\"_metadata\":{\"big\":12345678901234567890.10},\"timestamp\":\"2026-01-02\"}");
        assertThat(way.at("/times/sentAt").asString())
                .isEqualTo(at.minusMillis(5).toString());
        assertThat(way.at("/times/originalTimestamp").asString())
                .isEqualTo(at.minusMillis(7).toString());
        assertThat(way.at("/times/clamped").asBoolean()).isTrue();
        var viewed = exactly("/api/v1/events/page-" + tenant);
        assertThat(viewed.path("name").asString()).isEqualTo("Page Viewed");
        assertThat(viewed.path("event").toString())
                .isEqualTo("{\"type\":\"page\",\"messageId\":\"page-" + tenant
                        + "\",\"anonymousId\":\"a-1\",\"name\":\"Home\",\"category\":\"Docs\"}");
        var timeline = get("/api/v1/profiles/" + id(1) + "/events").path("items");
        assertThat(timeline).hasSize(2);
        assertThat(timeline.values().stream().map(it -> it.path("others").toString()))
                .contains("{\"category\":\"Docs\"}");
    }

    /** The answer with every digit that was sent. */
    private JsonNode exactly(String path) {
        var body = Objects.requireNonNull(marketer()
                .get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .readTree(body);
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text);
    }

    @Test
    void givesBothPartsOfATakenBackMergeTheirOwnPastAndTheEventsOnTheirWay() {
        // given
        publish("regulars", "count(\"Order Completed\") >= 3 ever");
        try (var traffic = traffic()) {
            orders(traffic, "anna", id(1), 1, 2);
            orders(traffic, "bert", id(2), 1, 1);
            awaitRest();
            traffic.merge(id(2), id(1), 2);
            orders(traffic, "anna", id(1), 2, 1);
            orders(traffic, "bert", id(1), 2, 1);
            traffic.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(members("regulars")).containsExactly(id(1)));
            awaitRest();

            // when
            traffic.takeBack(id(1), id(2), 3, Map.of("anna", id(1), "bert", id(2)));
            orders(traffic, "bert", id(1), 2, 1);
            orders(traffic, "bert", id(2), 3, 1);
        }

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(members("regulars")).containsExactlyInAnyOrder(id(1), id(2));
            assertThat(get("/api/v1/profiles/" + id(1) + "/events").path("items"))
                    .hasSize(3);
            assertThat(get("/api/v1/profiles/" + id(2) + "/events").path("items"))
                    .hasSize(4);
        });
    }

    @Test
    void findsAnEventThatCameAfterThePastWasReadWithThePersonItWentTo() {
        // given
        publish("regulars", "count(\"Order Completed\") >= 3 ever");
        try (var traffic = traffic()) {
            orders(traffic, "bert", id(1), 2, 2);
            orders(traffic, "anna", id(1), 2, 3);
            traffic.flush();
            awaitRest();
            traffic.takeBack(id(1), id(2), 3, Map.of("anna", id(1), "bert", id(2)));
            traffic.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    get("/api/v1/profiles/" + id(2) + "/events").path("items"))
                            .hasSize(2));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(service.gauge("cdp.rebuild.awaiting")).isZero());

            // when
            orders(traffic, "bert", id(1), 2, 1);
        }

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(members("regulars")).containsExactlyInAnyOrder(id(1), id(2));
            assertThat(get("/api/v1/profiles/" + id(1) + "/events").path("items"))
                    .hasSize(3);
            assertThat(get("/api/v1/profiles/" + id(2) + "/events").path("items"))
                    .hasSize(3);
        });
    }

    @Test
    void setsAsideCommandsThatNobodyCanReadAndAnswersTheWishesBehindThem() {
        double before = service.gauge("cdp.rebuild.buried");
        var foreign = ProfileCommand.newBuilder()
                .setTenant("another")
                .setProfileId(id(1))
                .setRebuild(Rebuild.newBuilder()
                        .setGraphNumber(3)
                        .setWanted(SplitApart.newBuilder().setFrom(id(1))))
                .build();
        try (var traffic = traffic()) {
            orders(traffic, "bert", id(1), 2, 2);
            traffic.flush();
            awaitRest();

            traffic.command(id(1), "\u0001nonsense".getBytes(StandardCharsets.UTF_8));
            traffic.command(id(1), foreign.toByteArray());
            traffic.takeBack(id(1), id(2), 3, Map.of("anna", id(1), "bert", id(2)));
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(service.gauge("cdp.rebuild.buried") - before).isEqualTo(2);
            assertThat(get("/api/v1/profiles/" + id(2) + "/events").path("items"))
                    .hasSize(2);
        });
    }

    private void orders(Traffic traffic, String identifier, String profile, long graphNumber, int orders) {
        for (int order = 0; order < orders; order++) {
            traffic.trackBy(identifier, profile, graphNumber, "Order Completed", now.minusSeconds(60 + order));
        }
    }

    private List<String> members(String segment) {
        return get("/api/v1/segments/" + segment + "/members")
                .path("items")
                .valueStream()
                .map(it -> it.path("profileId").asString())
                .toList();
    }

    @Test
    void catchesUpAfterElasticsearchWasKilledAndKeepsServingTheRegistry() {
        // given
        publish("people", "plan exists");
        try (var traffic = traffic()) {
            traffic.identify(id(1), now, "{\"plan\":\"pro\"}");
        }
        awaitRest();
        SharedBackends.running(ServerKind.ELASTICSEARCH).kill(ServerKind.ELASTICSEARCH);
        try (var traffic = traffic()) {
            for (int person = 2; person <= 20; person++) {
                traffic.identify(id(person), now, "{\"plan\":\"pro\"}");
            }
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(traffic.memberships("people")).hasSize(20));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/api/v1/segments/people")
                                .path("freshness")
                                .path("state")
                                .asString())
                        .isEqualTo("stale"));
        marketer()
                .get()
                .uri("/api/v1/segments/people/members")
                .exchange()
                .expectStatus()
                .isEqualTo(503);

        // when
        SharedBackends.running(ServerKind.ELASTICSEARCH).restart(ServerKind.ELASTICSEARCH);

        // then
        awaitRest();
        assertThat(get("/api/v1/segments/people/members").path("total").asLong())
                .isEqualTo(20);
    }

    @Test
    void answersEachRefusalWithItsProblem() {
        publish("a", "plan exists");
        publish("b", "segment(\"a\")");
        var stranger = service.client(issuer.token("another", "admin"));
        var viewer = service.client(issuer.token(tenant, "viewer"));

        expect(service.anonymous().get().uri("/api/v1/segments").exchange(), 401, "unauthenticated");
        expect(stranger.get().uri("/api/v1/segments/a").exchange(), 404, "not-found");
        expect(viewer.post().uri("/api/v1/segments/a/retire").exchange(), 403, "forbidden");
        expect(send("/api/v1/segments", "{\"key\": "), 400, "malformed-json");
        expect(send("/api/v1/segments", "{\"key\":\"c\",\"colour\":1}"), 400, "unknown-field")
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/colour");
        expect(send("/api/v1/segments", "{\"key\":\"Not A Key\",\"rule\":\"plan exists\"}"), 400, "invalid-request");
        expect(send("/api/v1/segments", "{\"key\":\"a\",\"rule\":\"plan exists\"}"), 409, "already-exists");
        expect(
                        send(
                                "/api/v1/segments",
                                "{\"key\":\"c\",\"rule\":{\"trait\":\"plan\",\"op\":\"equalz\",\"value\":1}}"),
                        400,
                        "invalid-rule")
                .jsonPath("$.violations[0].message")
                .value(String.class, it -> assertThat(it).contains("equalz"));
        expect(send("/api/v1/segments", "{\"key\":\"c\",\"rule\":\"segment(\\\"none\\\")\"}"), 400, "invalid-rule");
        expect(marketer().post().uri("/api/v1/segments/a/retire").exchange(), 409, "segment-in-use");
        expect(
                marketer()
                        .put()
                        .uri("/api/v1/segments/a")
                        .bodyValue(Map.of("rule", "segment(\"b\")"))
                        .exchange(),
                409,
                "segment-cycle");
        expect(marketer().get().uri("/api/v1/segments?limit=501").exchange(), 400, "invalid-request");
        expect(marketer().get().uri("/api/v1/segments?cursor=%25").exchange(), 400, "invalid-cursor");
    }

    @Test
    void answersARepeatedCallWithTheStoredAnswer() {
        var body = Map.of("key", "once", "rule", "plan exists");

        var first = keyed("k1", body)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult();
        var again = keyed("k1", body)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult();

        assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
        expect(keyed("k1", Map.of("key", "other", "rule", "plan exists")), 409, "idempotency-conflict");
    }

    @Test
    void offersMetricsAndTheApiDocument() {
        for (int scrape = 0; scrape < 20; scrape++) {
            service.management()
                    .get()
                    .uri("/actuator/prometheus")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        service.anonymous()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/api/v1/segments/preview']")
                .exists();
    }

    @Test
    void makesTheProfileIndexAnewWhenItWasDeleted() throws Exception {
        // given
        publish("people", "plan exists");
        try (var traffic = traffic()) {
            for (int person = 0; person < 5; person++) {
                traffic.identify(id(person), now, "{\"plan\":\"pro\"}");
            }
        }
        awaitRest();

        // when
        try (var http = HttpClient.newHttpClient()) {
            var deletion = HttpRequest.newBuilder(
                            SharedBackends.elasticsearchUrl().resolve("/cdp-profiles-v1"))
                    .DELETE()
                    .build();
            assertThat(http.send(deletion, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }

        // then
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/api/v1/segments/people/members")
                                .path("total")
                                .asLong())
                        .isEqualTo(5));
    }

    @Test
    void refusesASuspendedTenantWithinSeconds() {
        // given
        try (var traffic = traffic()) {
            traffic.suspend();
        }

        // then
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> marketer()
                        .get()
                        .uri("/api/v1/segments")
                        .exchange()
                        .expectStatus()
                        .isForbidden()
                        .expectBody()
                        .jsonPath("$.type")
                        .isEqualTo("urn:cdp:problem:tenant-suspended"));
    }

    @Test
    void answersTheSameAsTheEvaluatorForRandomRulesAndPeople() {
        // given
        long seed = Long.getLong("tributary.seed", 20261123L);
        var random = new Random(seed);
        var lottery = new RuleLottery(random);
        try (var traffic = traffic()) {
            for (int person = 0; person < 300; person++) {
                lottery.live(traffic, id(person), now);
            }
        }
        awaitRest();
        var profiles = everybody();
        assertThat(profiles).hasSize(300);

        // when, then
        var at = Clock.systemUTC().instant();
        int telling = 0;
        int rules = Integer.getInteger("tributary.rules", 300);
        for (int rule = 0; rule < rules; rule++) {
            var condition = lottery.rule(3);
            var question = new People.Question(condition, at, ZoneOffset.UTC);
            long expected = profiles.stream()
                    .filter(it -> StateJudging.holds(it, question))
                    .count();
            var counted = Objects.requireNonNull(
                    service.bean(People.class).count(tenant, question).block(PATIENCE));
            assertThat(counted.count())
                    .as("seed %d rule %d: %s", seed, rule, RuleText.print(condition))
                    .isEqualTo(expected);
            telling += expected > 0 && expected < 300 ? 1 : 0;
        }
        System.out.printf("%,d random rules of seed %d, %,d part the 300 people%n", rules, seed, telling);
        assertThat(telling).as("rules that part the people, seed %d", seed).isGreaterThan(rules / 2);
    }

    @Test
    void saysWhatOfARuleNeverCameAndWhatItCosts() {
        try (var traffic = traffic()) {
            traffic.identify(id(1), now.minusSeconds(60), "{\"country\":\"DE\"}");
            traffic.track(id(1), "Order Completed", now.minusSeconds(50), "{\"revenue\":5}");
            traffic.track(id(1), "Product Viewed", now.minusSeconds(40), "{}");
        }
        awaitRest();

        var misspelt = post(
                "/api/v1/segments/parse",
                Map.of("rule", "contry = \"DE\" and count(\"Order Completed\" where revenue = \"x\") >= 1 ever"));
        var good = post("/api/v1/segments/parse", Map.of("rule", "count(\"Order Completed\") >= 1 ever"));

        assertThat(misspelt.path("valid").asBoolean()).isTrue();
        assertThat(misspelt.at("/warnings/0/rule").asString()).isEqualTo("unknown-trait");
        assertThat(misspelt.at("/warnings/0/hint").asString()).isEqualTo("did you mean \"country\"?");
        assertThat(misspelt.at("/warnings/1/rule").asString()).isEqualTo("other-type");
        assertThat(good.path("warnings").isEmpty()).isTrue();
        assertThat(good.at("/cost/share").asDouble()).isEqualTo(0.5);
        assertThat(good.at("/cost/nodes").asInt()).isEqualTo(1);
        assertThat(good.at("/cost/oneByOne").asBoolean()).isFalse();
    }

    private List<ProfileState> everybody() {
        return Objects.requireNonNull(service.bean(Profiles.class)
                        .search(tenant, "", null, 500, it -> it)
                        .block(PATIENCE))
                .items();
    }

    private void assertAgreement(String key, String rule, long expected) {
        try (var traffic = traffic()) {
            assertThat(traffic.memberships(key).values().stream().filter(Membership::getMember))
                    .as("memberships of " + key)
                    .hasSize((int) expected);
        }
        assertThat(get("/api/v1/segments/" + key + "/members").path("total").asLong())
                .as("members of " + key)
                .isEqualTo(expected);
        assertThat(post("/api/v1/segments/preview", Map.of("rule", rule))
                        .path("count")
                        .asLong())
                .as("preview of " + key)
                .isEqualTo(expected);
    }

    /** Until everything that was sent is applied, indexed and findable, and every profile judged by the definitions. */
    private void awaitRest() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            double resolved = service.gauge("cdp.topology.resolved", "tenant", tenant);
            assertThat(resolved).isPositive();
            assertThat(service.gauge("cdp.topology.applied", "tenant", tenant)
                            + service.gauge("cdp.topology.duplicate", "tenant", tenant)
                            + service.gauge("cdp.topology.dropped", "tenant", tenant))
                    .isEqualTo(resolved);
            assertThat(service.gauge("cdp.topology.lag", "topic", "cdp.resolved-events.v1"))
                    .isZero();
            assertThat(service.gauge("cdp.index.lag", "index", "profiles")).isZero();
            assertThat(service.gauge("cdp.index.lag", "index", "events")).isZero();
        });
    }

    private static WebTestClient.BodyContentSpec expect(WebTestClient.ResponseSpec answer, int status, String problem) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:" + problem)
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    private WebTestClient.ResponseSpec send(String path, String json) {
        return marketer()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    private WebTestClient.ResponseSpec keyed(String key, Object body) {
        return marketer()
                .post()
                .uri("/api/v1/segments")
                .header("Idempotency-Key", key)
                .bodyValue(body)
                .exchange();
    }

    private void publish(String key, String rule) {
        marketer()
                .post()
                .uri("/api/v1/segments")
                .bodyValue(Map.of("key", key, "name", key, "rule", rule))
                .exchange()
                .expectStatus()
                .isCreated();
        marketer()
                .post()
                .uri("/api/v1/segments/" + key + "/publish")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(marketer()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode post(String path, Object body) {
        return Objects.requireNonNull(marketer()
                .post()
                .uri(path)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient marketer() {
        return service.client(issuer.token(tenant, "marketer"));
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }

    private static String id(int person) {
        return "person-%04d".formatted(person);
    }
}
