package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.SharedBackends;
import io.tributary.segment.preview.People;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.PersonRows;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What rules select at other instants than now, over real servers, against reading every event of everybody. */
class BacktestIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int PEOPLE = 80;

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final long seed = Long.getLong("tributary.seed", 20261127L);
    private final Random random = new Random(seed);
    private final PastLives lives = new PastLives(random, now, ZONE);

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
    void selectsAtPastAndFutureInstantsWhomTheirEventsSay() {
        // given
        live();
        var lottery = new RuleLottery(random);
        var rules = new ArrayList<>(List.of(
                parsed("did \"Product Viewed\" then \"Order Completed\" within 1 days in last 2 days"),
                parsed("did \"Product Viewed\" then not \"Order Completed\" within 5 hours in last 2 days")));
        for (int rule = 0; rule < 60; rule++) {
            rules.add(lottery.rule(2));
        }

        // when, then
        int telling = 0;
        for (var rule : rules) {
            for (var at : instants()) {
                long expected = lives.count(rule, at);
                assertThat(count(rule, at))
                        .as("seed %d at %s: %s", seed, at, RuleText.print(rule))
                        .isEqualTo(expected);
                telling += expected > 0 && expected < PEOPLE ? 1 : 0;
            }
        }
        assertThat(telling).as("answers that part the people, seed %d", seed).isGreaterThan(rules.size());
    }

    @Test
    void saysWhatOfAPreviewIsTakenAsItIsToday() {
        // given
        live();
        var rule = "count(\"Order Completed\") >= 2 in last 30 days and country = \"DE\"";
        var past = now.minus(Duration.ofDays(40)).minusSeconds(7);
        var future = now.plus(Duration.ofDays(12));

        // when
        var before = marketer().post("/api/v1/segments/preview", Map.of("rule", rule, "asOf", past.toString()));
        var after = marketer().post("/api/v1/segments/preview", Map.of("rule", rule, "asOf", future.toString()));
        var today = marketer().post("/api/v1/segments/preview", Map.of("rule", rule));

        // then
        assertThat(before.path("count").asLong()).isEqualTo(lives.count(parsed(rule), past));
        assertThat(after.path("count").asLong()).isEqualTo(lives.count(parsed(rule), future));
        assertThat(before.path("todaysValues").valueStream().map(JsonNode::asString))
                .containsExactly("trait:country");
        assertThat(before.path("overlaps").isNull()).isTrue();
        assertThat(today.path("todaysValues")).isEmpty();
        refused(
                "/api/v1/segments/preview",
                Map.of("rule", rule, "asOf", now.minus(Duration.ofDays(401)).toString()));
    }

    @Test
    void findsTheSizesEntriesAndExitsOfEachDay() {
        // given
        live();
        var rules = List.of(
                "count(\"Order Completed\") >= 2 in last 30 days",
                "sum(\"Order Completed\".revenue) >= 150 in last 20 days and not (country = \"DE\")",
                "count(\"Product Viewed\" where category = \"running\") >= 1 in last 36 hours",
                "seen in last 10 days or latest(\"Order Completed\") in last 12 days");

        for (var rule : rules) {
            // when
            var job = ended(begun(Map.of("rule", rule)));

            // then
            assertThat(job.path("state").asString()).as("%s", job).isEqualTo("done");
            var report = job.path("report");
            var today = now.atZone(ZONE).toLocalDate();
            assertThat(report.path("days")).hasSize(90);
            assertThat(report.path("from").asString())
                    .isEqualTo(today.minusDays(90).toString());
            assertThat(report.path("zone").asString()).isEqualTo(ZONE.getId());
            report.path("days").forEach(it -> assertIsCounted(it, rule));
            assertThat(report.path("days")
                            .valueStream()
                            .map(it -> it.path("size").asLong())
                            .distinct())
                    .as("a segment that moves")
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void endsWhenASegmentThatTheRuleRefersToCameToMeanSomethingElse() {
        // given
        marketer().publish("europeans", "country = \"DE\"");
        var id = begun(Map.of("rule", "segment(\"europeans\")", "days", 365));

        // when
        client().put()
                .uri("/api/v1/segments/europeans")
                .bodyValue(Map.of("rule", "country in (\"DE\", \"FR\")"))
                .exchange()
                .expectStatus()
                .isOk();
        marketer().post("/api/v1/segments/europeans/publish", Map.of());

        // then
        var job = ended(id);
        assertThat(job.path("state").asString()).isEqualTo("failed");
        assertThat(job.path("error").asString()).contains("start again");
    }

    @Test
    void refusesDaysOutOfRangeAndViewers() {
        refused("/api/v1/segments/backtest", Map.of("rule", "country = \"DE\"", "days", 0));
        refused("/api/v1/segments/backtest", Map.of("rule", "country = \"DE\"", "days", 366));
        service.client(issuer.token(tenant, "viewer"))
                .post()
                .uri("/api/v1/segments/backtest")
                .bodyValue(Map.of("rule", "country = \"DE\""))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void letsWhatNamesAnErasedPersonGo() {
        // given
        var id = begun(Map.of("rule", "email = \"anna.blume@mail.example\"", "days", 2));
        var other = begun(Map.of("rule", "email = \"bert.blume@mail.example\"", "days", 2));
        ended(id);
        ended(other);
        var request = new PersonRequest(
                tenant,
                UUID.randomUUID().toString(),
                PersonRequest.Kind.ERASE,
                PersonRequest.Stage.DELETE,
                1,
                9,
                now.toEpochMilli(),
                List.of("anna"),
                List.of(new PersonRequest.Known("email", "ab12", "anna.blume@mail.example")));

        // when
        var found = service.bean(PersonRows.class).find(request);
        service.bean(PersonRows.class).delete(request);

        // then
        assertThat(found).containsEntry("backtests", 1L);
        assertThat(service.bean(PersonRows.class).find(request)).containsEntry("backtests", 0L);
        client().get().uri("/api/v1/jobs/" + id).exchange().expectStatus().isNotFound();
        client().get().uri("/api/v1/jobs/" + other).exchange().expectStatus().isOk();
    }

    private void assertIsCounted(JsonNode day, String text) {
        var rule = parsed(text);
        var date = LocalDate.parse(day.path("day").asString());
        var before = date.atStartOfDay(ZONE).toInstant().minusMillis(1);
        var after = date.plusDays(1).atStartOfDay(ZONE).toInstant().minusMillis(1);
        assertThat(List.of(
                        day.path("size").asLong(),
                        day.path("entering").asLong(),
                        day.path("leaving").asLong()))
                .as("seed %d %s: %s", seed, date, text)
                .containsExactly(
                        lives.count(rule, after), lives.gained(rule, before, after), lives.gained(rule, after, before));
    }

    /** Any second, the edges of a day, and one to come. */
    private List<Instant> instants() {
        return List.of(
                now.minusSeconds(1 + random.nextInt(100 * 86_400)),
                lives.midnight().minusMillis(random.nextInt(3)),
                now.minusSeconds(1 + random.nextInt(5 * 86_400)).plusMillis(random.nextInt(1_000)),
                now.plusSeconds(1 + random.nextInt(40 * 86_400)));
    }

    private long count(Condition rule, Instant at) {
        var question = new People.Question(rule, at, ZONE, at.isBefore(now));
        return Objects.requireNonNull(
                        service.bean(People.class).count(tenant, question).block(PATIENCE))
                .count();
    }

    private void live() {
        try (var traffic = new Traffic(SharedBackends.kafkaBootstrap(), tenant)) {
            traffic.zone(ZONE);
            traffic.flush();
            await().atMost(PATIENCE)
                    .until(() -> service.bean(Tenants.class).zone(tenant).equals(ZONE));
            lives.live(traffic, PEOPLE);
        }
        marketer().awaitRest();
    }

    private String begun(Map<String, Object> asked) {
        return Objects.requireNonNull(client().post()
                        .uri("/api/v1/segments/backtest")
                        .bodyValue(asked)
                        .exchange()
                        .expectStatus()
                        .isAccepted()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("jobId")
                .asString();
    }

    private JsonNode ended(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(marketer()
                                .get("/api/v1/jobs/" + id)
                                .path("state")
                                .asString())
                        .isIn("done", "failed"));
        return marketer().get("/api/v1/jobs/" + id);
    }

    private void refused(String path, Map<String, Object> body) {
        client().post().uri(path).bodyValue(body).exchange().expectStatus().isBadRequest();
    }

    private WebTestClient client() {
        return service.client(issuer.token(tenant, "marketer"));
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }

    private Marketer marketer() {
        return new Marketer(service, issuer, tenant);
    }
}
