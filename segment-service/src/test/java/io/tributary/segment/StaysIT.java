package io.tributary.segment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.SharedBackends;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was decided at any instant, over real Kafka, Elasticsearch and PostgreSQL, against a replay of the topic. */
class StaysIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PEOPLE = 40;
    private static final List<String> SEGMENTS = List.of("buyers", "spenders", "silent");

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "h" + UUID.randomUUID().toString().substring(0, 8);
    private final long seed = Long.getLong("tributary.seed", 20261127L);
    private final Random random = new Random(seed);

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
    void saysWhoWasInAtEveryInstantAsAReplayOfTheTopicDoesAlsoWhenItIsBuiltAnew() {
        // given
        live();
        var told = MembershipReplay.of(SharedBackends.kafkaBootstrap(), tenant);
        assertThat(told.leaves()).as("seed %d", seed).isGreaterThan(20);

        // when, then
        agree(told);

        // when
        LeftBehind.loseIndex("cdp-stays-v1");

        // then
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> total("/api/v1/segments/buyers/history"), it -> it == told.stays("buyers"));
        agree(told);
    }

    @Test
    void givesAPersonTheStaysOfAllTheirIdsAndNamesTheMergeThatEndedOne() {
        // given
        marketer().publish("buyers", "count(\"Order Completed\") >= 1 in last 30 days");
        try (var traffic = traffic()) {
            traffic.track("bert", "Order Completed", now().minusSeconds(60), "{}");
            traffic.track("anna", "Page Viewed", now().minusSeconds(60), "{}");
            traffic.flush();
            marketer().awaitRest();
            var between = now();
            await().until(() -> now().isAfter(between.plusMillis(5)));

            // when
            traffic.merge("bert", "anna", 5);
            traffic.flush();
            await().atMost(PATIENCE).until(() -> total("/api/v1/segments/buyers/history"), it -> it == 2);
            // The stays may be findable before the profile says whom it absorbed.
            marketer().awaitRest();

            // then
            var ofAnna = get("/api/v1/profiles/anna/stays").path("items");
            assertThat(get("/api/v1/profiles/bert/stays").path("items")).isEqualTo(ofAnna);
            assertThat(get("/api/v1/segments/buyers/history?profileId=bert").path("items"))
                    .isEqualTo(ofAnna);
            assertThat(ofAnna.valueStream().map(it -> it.path("profileId").asString()))
                    .containsExactly("anna", "bert");
            assertThat(ofAnna.get(1).path("left").path("cause").asString()).isEqualTo("merged");
            assertThat(ofAnna.get(1).path("left").path("causeId").asString()).isEqualTo("anna");
            assertThat(members("buyers", between)).containsExactly("bert");
            assertThat(members("buyers", now())).containsExactly("anna");
            var then = get("/api/v1/segments/buyers/explain/anna?asOf=" + between);
            assertThat(then.path("member").asBoolean()).isTrue();
            assertThat(then.path("stay").path("profileId").asString()).isEqualTo("bert");
            assertThat(then.path("stay").path("entered").path("cause").asString())
                    .isEqualTo("event");
        }
    }

    @Test
    void refusesAnInstantToComeAndKnowsNobodyOfAnotherTenant() {
        marketer().publish("buyers", "count(\"Order Completed\") >= 1 in last 30 days");

        service.client(issuer.token(tenant, "viewer"))
                .get()
                .uri("/api/v1/segments/buyers/members?asOf=" + now().plusSeconds(60))
                .exchange()
                .expectStatus()
                .isBadRequest();
        for (var path :
                List.of("segments/buyers/history", "segments/buyers/members?asOf=" + now(), "profiles/x/stays")) {
            service.client(issuer.token("another", "admin"))
                    .get()
                    .uri("/api/v1/" + path)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    /** People who come and go: by orders and refunds, by time, by merges, and by definitions. */
    private void live() {
        marketer().publish("buyers", "count(\"Order Completed\") >= 2 in last 30 days");
        marketer().publish("spenders", "sum(\"Order Completed\".revenue) >= 100 in last 30 days");
        marketer().publish("silent", "not (count(\"Page Viewed\") >= 1 in last 24 hours)");
        try (var traffic = traffic()) {
            for (int round = 0; round < 5; round++) {
                for (int call = 0; call < 60; call++) {
                    act(traffic, id(random.nextInt(PEOPLE)));
                }
                traffic.flush();
                marketer().awaitRest();
                change(traffic, round);
            }
            traffic.flush();
            marketer().awaitRest();
        }
        service.client(issuer.token(tenant, "marketer"))
                .post()
                .uri("/api/v1/segments/silent/retire")
                .exchange()
                .expectStatus()
                .isOk();
        await().atMost(PATIENCE)
                .until(
                        () -> MembershipReplay.of(SharedBackends.kafkaBootstrap(), tenant)
                                .at("silent", now()),
                        Set::isEmpty);
        marketer().awaitRest();
    }

    private void act(Traffic traffic, String person) {
        int cents = random.nextInt(20_000) - 8_000;
        traffic.track(
                person,
                random.nextInt(4) == 0 ? "Page Viewed" : "Order Completed",
                // Some leave by time, seconds from now.
                random.nextInt(5) == 0
                        ? now().minus(24, ChronoUnit.HOURS).plusSeconds(2)
                        : now().minusSeconds(random.nextInt(86_400 * 25)),
                "{\"revenue\":" + cents / 100.0 + "}");
    }

    private void change(Traffic traffic, int round) {
        if (round < 3) {
            traffic.merge(id(PEOPLE - 1 - round), id(round), 10 + round);
        } else if (round == 3) {
            var client = service.client(issuer.token(tenant, "marketer"));
            client.put()
                    .uri("/api/v1/segments/buyers")
                    .bodyValue(Map.of("rule", "count(\"Order Completed\") >= 4 in last 30 days"))
                    .exchange()
                    .expectStatus()
                    .isOk();
            client.post()
                    .uri("/api/v1/segments/buyers/publish")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    private void agree(MembershipReplay told) {
        var instants = new ArrayList<>(told.instants());
        for (int sample = 0; sample < 40; sample++) {
            var at = instants.get(random.nextInt(instants.size())).plusMillis(random.nextInt(3) - 1L);
            for (var segment : SEGMENTS) {
                assertThat(members(segment, at))
                        .as("seed %d, %s at %s", seed, segment, at)
                        .isEqualTo(told.at(segment, at));
            }
        }
        for (var segment : SEGMENTS) {
            assertThat(stays("/api/v1/segments/" + segment + "/history")).isEqualTo(told.words(segment));
        }
    }

    /** All pages, few on each. */
    private Set<String> members(String segment, Instant at) {
        var path = "/api/v1/segments/" + segment + "/members?asOf=" + at + "&limit=7";
        var found = pages(path);
        var ids = found.stream().map(it -> it.path("profileId").asString()).toList();
        assertThat(new HashSet<>(ids)).as("each once").hasSameSizeAs(ids);
        assertThat(total(path)).isEqualTo(ids.size());
        return new TreeSet<>(ids);
    }

    private Set<String> stays(String path) {
        return pages(path + "?limit=11").stream()
                .map(it -> it.path("profileId").asString() + bound(it.path("entered")) + bound(it.path("left")))
                .collect(toSet());
    }

    private static String bound(JsonNode bound) {
        return bound.isNull()
                ? " still"
                : " " + Instant.parse(bound.path("at").asString()) + "/"
                        + Instant.parse(bound.path("decidedAt").asString()) + " "
                        + bound.path("cause").asString() + "@" + bound.path("version");
    }

    private List<JsonNode> pages(String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = get(path + cursor);
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return items;
    }

    private long total(String path) {
        return get(path).path("total").asLong();
    }

    private JsonNode get(String path) {
        return marketer().get(path);
    }

    private Marketer marketer() {
        return new Marketer(service, issuer, tenant);
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }

    private static String id(int person) {
        return "person-%02d".formatted(person);
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
