package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.v1.Membership;
import io.tributary.embedded.SharedBackends;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Segment sets over real Kafka, Elasticsearch and PostgreSQL: everybody is in exactly one stage, in both engines. */
class SegmentSetsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PEOPLE = 48;
    private static final String OFTEN = "count(\"Order Completed\") >= 2 in last 30 days";
    private static final String GERMAN = "country = \"DE\"";
    private static final String ONCE = "count(\"Order Completed\") >= 1 ever";

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "l" + UUID.randomUUID().toString().substring(0, 8);
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
    void keepsEverybodyInExactlyOneStageWhileStagesAndPeopleChange() {
        // given
        people();
        create(set("champions", OFTEN, "germans", GERMAN, "buyers", ONCE, "others", ""));
        assertThat(get("").path("status").asString()).isEqualTo("draft");
        assertThat(stages(dryRun(), "entering").values().stream()
                        .mapToLong(it -> it)
                        .sum())
                .isEqualTo(PEOPLE);

        // when, then: everybody comes into one
        send("/publish", null, 200);
        awaitSizes(stagesOfAll(List.of("champions", "germans", "buyers", "others")));
        assertExactlyOne(List.of("champions", "germans", "buyers", "others"));

        // when, then: one buys again and moves, out and in at the same instant, which is one of the stay
        try (var traffic = traffic()) {
            var stayBegan = Instant.ofEpochMilli(
                    Objects.requireNonNull(traffic.memberships("others").get("p01"))
                            .getSince());
            traffic.track("p01", "Order Completed", stayBegan.plusSeconds(1), "{}");
            traffic.track("p01", "Order Completed", stayBegan.plusSeconds(1).plusMillis(1), "{}");
            traffic.flush();
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (var traffic = traffic()) {
                assertThat(traffic.memberships("champions").get("p01")).isNotNull();
            }
        });
        try (var traffic = traffic()) {
            var left = Objects.requireNonNull(traffic.memberships("others").get("p01"));
            var entered =
                    Objects.requireNonNull(traffic.memberships("champions").get("p01"));
            assertThat(left.getMember()).isFalse();
            assertThat(entered.getMember()).isTrue();
            assertThat(entered.getSince()).isEqualTo(left.getSince());
        }

        // when, then: another order, one stage fewer, one more
        send("", set("germans", GERMAN, "champions", OFTEN, "visitors", ""), 200);
        var difference = dryRun();
        assertThat(stages(difference, "entering").values().stream()
                        .mapToLong(it -> it)
                        .sum())
                .as("who comes was somewhere before")
                .isEqualTo(stages(difference, "leaving").values().stream()
                        .mapToLong(it -> it)
                        .sum());
        send("/publish", null, 200);
        var expected = stagesOfAll(List.of("germans", "champions", "visitors"));
        expected.merge("visitors", -1L, Long::sum);
        expected.merge("champions", 1L, Long::sum);
        awaitSizes(expected);
        assertExactlyOne(List.of("champions", "germans", "visitors"));
        assertNobody("buyers");
        assertNobody("others");
    }

    @Test
    void letsNobodyChangeAStageAloneAndRefusesWhatIsNoSet() {
        create(set("champions", OFTEN, "others", ""));
        var stage = Map.of("name", "x", "rule", GERMAN);

        client("marketer")
                .put()
                .uri("/api/v1/segments/champions")
                .bodyValue(stage)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        refused(Map.of("key", "other-set", "stages", List.of(Map.of("key", "only"))), "/stages");
        refused(set("a1", OFTEN, "a2", GERMAN), "/stages/1/rule");
        refused(set("a1", "country = ", "a2", ""), "/stages/0/rule");
        refused(set("a1", OFTEN, "a1", ""), "/stages/1/key");
        refused(set("A", OFTEN, "a2", ""), "/stages/0/key");
        client("viewer")
                .post()
                .uri("/api/v1/segment-sets")
                .bodyValue(set("a1", OFTEN, "a2", ""))
                .exchange()
                .expectStatus()
                .isForbidden();
        service.client(issuer.token("another", "viewer"))
                .get()
                .uri("/api/v1/segment-sets/lifecycle")
                .exchange()
                .expectStatus()
                .isNotFound();
        var items = get("?limit=10", "/api/v1/segment-sets").path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("stages").path(0).path("text").asString()).isEqualTo(OFTEN);

        send("/retire", null, 200);
        send("/publish", null, 409);
        assertThat(get("", "/api/v1/segments/champions").path("status").asString())
                .isEqualTo("retired");
    }

    private void people() {
        try (var traffic = traffic()) {
            for (int person = 1; person <= PEOPLE; person++) {
                traffic.identify(id(person), now, "{\"country\":\"" + (isGerman(person) ? "DE" : "FR") + "\"}");
                for (int order = 0; order < orders(person); order++) {
                    traffic.track(id(person), "Order Completed", now.minusSeconds(60 + order), "{}");
                }
            }
        }
        new Marketer(service, issuer, tenant).awaitRest();
    }

    private static boolean isGerman(int person) {
        return person % 3 == 0;
    }

    private static int orders(int person) {
        return person % 4 == 1 ? 0 : person % 4;
    }

    /** How many people each stage takes when they are asked in that order. */
    private static Map<String, Long> stagesOfAll(List<String> order) {
        var sizes = new LinkedHashMap<String, Long>();
        order.forEach(it -> sizes.put(it, 0L));
        for (int person = 1; person <= PEOPLE; person++) {
            int who = person;
            sizes.merge(order.stream().filter(it -> takes(it, who)).findFirst().orElseThrow(), 1L, Long::sum);
        }
        return sizes;
    }

    private static boolean takes(String stage, int person) {
        return switch (stage) {
            case "champions" -> orders(person) >= 2;
            case "germans" -> isGerman(person);
            case "buyers" -> orders(person) >= 1;
            default -> true;
        };
    }

    private void awaitSizes(Map<String, Long> expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            var set = get("");
            assertThat(set.path("freshness").path("state").asString()).isEqualTo("fresh");
            assertThat(stages(set, "size")).isEqualTo(expected);
        });
        assertThat(expected.values().stream().mapToLong(it -> it).sum()).isEqualTo(PEOPLE);
    }

    private void assertExactlyOne(List<String> stages) {
        var where = new HashMap<String, String>();
        try (var traffic = traffic()) {
            for (var stage : stages) {
                traffic.memberships(stage).forEach((id, membership) -> {
                    if (membership.getMember()) {
                        assertThat(where.put(id, stage))
                                .as("%s is in %s as well", id, stage)
                                .isNull();
                    }
                });
            }
        }
        assertThat(where).hasSize(PEOPLE);
    }

    private void assertNobody(String segment) {
        try (var traffic = traffic()) {
            assertThat(traffic.memberships(segment).values()).noneMatch(Membership::getMember);
        }
    }

    /** Keys and rules in turn; the last rule is empty. */
    private static Map<String, Object> set(String... stages) {
        var listed = new ArrayList<Map<String, String>>();
        for (int i = 0; i < stages.length; i += 2) {
            listed.add(
                    stages[i + 1].isEmpty()
                            ? Map.of("key", stages[i], "name", stages[i])
                            : Map.of("key", stages[i], "name", stages[i], "rule", stages[i + 1]));
        }
        return Map.of("key", "lifecycle", "stages", listed);
    }

    private static Map<String, Long> stages(JsonNode answer, String figure) {
        var figures = new LinkedHashMap<String, Long>();
        answer.path("stages")
                .forEach(it ->
                        figures.put(it.path("key").asString(), it.path(figure).asLong()));
        return figures;
    }

    private void create(Map<String, Object> set) {
        client("marketer")
                .post()
                .uri("/api/v1/segment-sets")
                .bodyValue(set)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private void refused(Map<String, Object> set, String pointer) {
        client("marketer")
                .post()
                .uri("/api/v1/segment-sets")
                .bodyValue(set)
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody()
                .jsonPath("$.violations[0].pointer")
                .isEqualTo(pointer);
    }

    private JsonNode dryRun() {
        return Objects.requireNonNull(client("marketer")
                .post()
                .uri("/api/v1/segment-sets/lifecycle/publish?dryRun=true")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private void send(String path, @Nullable Object body, int status) {
        var uri = "/api/v1/segment-sets/lifecycle" + path;
        var request = body == null
                ? client("marketer").post().uri(uri)
                : client("marketer").put().uri(uri).bodyValue(body);
        request.exchange().expectStatus().isEqualTo(status);
    }

    private JsonNode get(String query) {
        return get(query, "/api/v1/segment-sets/lifecycle");
    }

    private JsonNode get(String query, String path) {
        return new Marketer(service, issuer, tenant).get(path + query);
    }

    private WebTestClient client(String role) {
        return service.client(issuer.token(tenant, role));
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }

    private static String id(int person) {
        return "p%02d".formatted(person);
    }
}
