package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.v1.CallType;
import io.tributary.embedded.SharedBackends;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why somebody is in a segment, and what would make it otherwise, over real Kafka, Elasticsearch and PostgreSQL. */
class ExplainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "e" + UUID.randomUUID().toString().substring(0, 8);
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
    void saysWhatDecidesEachNodeUntilWhenAndWhatWouldFlipIt() {
        // given
        marketer().publish("active", "count(\"Page Viewed\") >= 2 in last 36 hours and country = \"DE\"");
        String first;
        String identified = UUID.randomUUID().toString();
        try (var traffic = traffic()) {
            traffic.send(identified, "anna", CallType.IDENTIFY, "", now, "", "{\"country\":\"DE\"}");
            first = traffic.track("anna", "Page Viewed", now.minus(1, ChronoUnit.HOURS), "{}");
        }
        marketer().awaitRest();

        // when
        var out = explain("active");

        // then
        assertThat(out.path("member").asBoolean()).isFalse();
        var rule = out.path("rule");
        assertThat(rule.path("holds").asBoolean()).isFalse();
        assertThat(rule.path("evidence").isNull()).isTrue();
        var way = rule.path("nearest").get(0);
        assertThat(rule.path("nearest")).hasSize(1);
        assertThat(way.path("kind").asString()).isEqualTo("change");
        assertThat(way.path("before").asString())
                .isEqualTo(now.plus(35, ChronoUnit.HOURS).toString());
        assertThat(way.path("text").asString())
                .isEqualTo("one more \"Page Viewed\" before " + now.plus(35, ChronoUnit.HOURS));
        var step = way.path("steps").get(0);
        assertThat(step.path("event").asString()).isEqualTo("Page Viewed");
        assertThat(step.path("times").asInt()).isEqualTo(1);

        var viewed = rule.path("parts").get(0).path("evidence");
        assertThat(viewed.path("kind").asString()).isEqualTo("events");
        assertThat(viewed.path("measured").asDouble()).isEqualTo(1);
        assertThat(viewed.path("items").get(0).path("messageIds").toString()).isEqualTo("[\"" + first + "\"]");
        var country = rule.path("parts").get(1);
        assertThat(country.path("evidence").path("value").asString()).isEqualTo("DE");
        assertThat(country.path("evidence").path("messageId").asString()).isEqualTo(identified);
        assertThat(country.path("nearest").get(0).path("text").asString())
                .isEqualTo("trait country becomes \"not DE\"");

        // when: it is done
        try (var traffic = traffic()) {
            traffic.track("anna", "Page Viewed", now, "{}");
        }
        marketer().awaitRest();

        // then
        var in = explain("active");
        assertThat(in.path("member").asBoolean()).isTrue();
        assertThat(in.path("rule").path("until").asString())
                .isEqualTo(now.plus(35, ChronoUnit.HOURS).toString());
        assertThat(in.path("rule").path("nearest").get(0).path("text").asString())
                .isEqualTo("leaves " + now.plus(35, ChronoUnit.HOURS) + " if nothing happens");
        assertThat(in.path("rule")
                        .path("parts")
                        .get(0)
                        .path("evidence")
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void namesTheComputedTraitAndTheSegmentThatARuleSpeaksOf() {
        // given
        service.client(issuer.token(tenant, "marketer"))
                .post()
                .uri("/api/v1/computed-traits")
                .bodyValue(Map.of("key", "spent", "measure", "sum(\"Order Completed\".revenue) ever"))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        marketer().publish("loyal", "count(\"Order Completed\") >= 2 ever");
        marketer().publish("best", "segment(\"loyal\") and spent >= 100");
        try (var traffic = traffic()) {
            traffic.track("anna", "Order Completed", now.minus(3, ChronoUnit.DAYS), "{\"revenue\":40}");
        }
        marketer().awaitRest();

        // when
        var rule = explain("best").path("rule");

        // then
        var loyal = part(rule, "segment(\"loyal\")");
        assertThat(loyal.path("evidence").toString())
                .isEqualTo("{\"kind\":\"segment\",\"segment\":\"loyal\",\"member\":false,\"since\":null}");
        assertThat(loyal.path("nearest").get(0).path("text").asString()).isEqualTo("one more \"Order Completed\"");
        var spent = part(rule, "sum(\"Order Completed\".revenue) >= 100 ever");
        assertThat(spent.path("trait").asString()).isEqualTo("spent");
        assertThat(spent.path("evidence").path("measured").asDouble()).isEqualTo(40);
        assertThat(spent.path("nearest").get(0).path("text").asString())
                .isEqualTo("one more \"Order Completed\" with revenue 60 or more");
        assertThat(rule.path("nearest").get(0).path("text").asString())
                .isEqualTo("one more \"Order Completed\" with revenue 60 or more");
    }

    /** Of a day that the profile keeps no hours of, the index knows what had happened by then. */
    @Test
    void explainsAnInstantWithinADayLongAgo() {
        // given
        marketer().publish("buyers", "count(\"Order Completed\") >= 2 in last 30 days");
        var noon = now.minus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
        try (var traffic = traffic()) {
            traffic.track("anna", "Order Completed", noon.minusSeconds(60), "{\"revenue\":40}");
            traffic.track("anna", "Order Completed", noon.plusSeconds(60), "{\"revenue\":30}");
        }
        marketer().awaitRest();

        // when
        var then = marketer()
                .get("/api/v1/segments/buyers/explain/anna?asOf=" + noon)
                .path("rule");

        // then
        assertThat(then.path("holds").asBoolean()).isFalse();
        assertThat(then.path("evidence").path("measured").asDouble()).isEqualTo(1);
        assertThat(then.path("evidence").path("items").get(0).path("at").asString())
                .isEqualTo(noon.minusSeconds(60).toString());
        assertThat(then.path("until").asString()).isEqualTo(noon.plusSeconds(60).toString());
        assertThat(then.path("nearest")).isEmpty();
        var items = explain("buyers").path("rule").path("evidence").path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("wholeDay").asBoolean()).isTrue();
        assertThat(items.get(0).path("count").asInt()).isEqualTo(2);
        assertThat(items.get(0).path("messageIds")).hasSize(2);
    }

    @Test
    void foreseesAnInstantToComeAndRefusesOneOutOfReach() {
        // given
        marketer().publish("recent", "count(\"Order Completed\") >= 1 in last 36 hours");
        try (var traffic = traffic()) {
            traffic.track("anna", "Order Completed", now.minusSeconds(60), "{}");
        }
        marketer().awaitRest();

        // when, then
        assertThat(explain("recent").path("member").asBoolean()).isTrue();
        var later = marketer().get("/api/v1/segments/recent/explain/anna?asOf=" + now.plus(2, ChronoUnit.DAYS));
        assertThat(later.path("member").asBoolean()).isFalse();
        assertThat(later.path("rule").path("nearest").get(0).path("text").asString())
                .isEqualTo("one more \"Order Completed\"");
        for (var asOf : List.of(
                "+1000000000-12-31T23:59:59.999999999Z",
                now.plus(500, ChronoUnit.DAYS).toString())) {
            service.client(issuer.token(tenant, "viewer"))
                    .get()
                    .uri(it -> it.path("/api/v1/segments/recent/explain/anna")
                            .queryParam("asOf", "{asOf}")
                            .build(asOf))
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    private static JsonNode part(JsonNode rule, String text) {
        return rule.path("parts")
                .valueStream()
                .filter(it -> it.path("text").asString().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in " + rule));
    }

    private JsonNode explain(String segment) {
        return marketer().get("/api/v1/segments/" + segment + "/explain/anna");
    }

    private Marketer marketer() {
        return new Marketer(service, issuer, tenant);
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }
}
