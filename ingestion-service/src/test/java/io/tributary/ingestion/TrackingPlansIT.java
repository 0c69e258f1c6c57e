package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.TrackingPlanRecord;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Plans are written, judge at once, tell what was done against them, and are proposed from what was sent. */
class TrackingPlansIT extends RunningService {

    @Autowired
    private JdbcClient db;

    private static final String ORDER = """
            {"name":"Shop","events":{"Order":{"action":"%s","unplannedProperties":"%s","schema":{
              "type":"object","required":["revenue"],"properties":{"revenue":{"type":"number"}}}}},"unplannedEvents":"%s"%s}""";

    @Test
    void blocksAnEventUntilItIsRepairedAndReplayed() throws InvalidProtocolBufferException {
        // given
        create(ORDER.formatted("block", "allow", "allow", ""));

        // when
        var answer = json(collect("/v1/track", order("m-1", "\"much\"")));

        // then
        assertThat(answer.at("/rejected/0/code").asString()).isEqualTo("plan_violation");
        assertThat(answer.at("/rejected/0/detail").asString())
                .isEqualTo("The tracking plan does not allow this at /properties/revenue (type).");
        await().atMost(SOON).untilAsserted(() -> {
            var rows = json(api("GET", "/api/v1/bad-rows?kind=plan-violation", ""));
            assertThat(rows.at("/items/0/pointer").asString()).isEqualTo("/properties/revenue");
        });
        var replay = "{\"filter\":{\"kind\":\"plan-violation\"},"
                + "\"repair\":[{\"op\":\"set\",\"pointer\":\"/properties/revenue\",\"value\":12.50}]}";
        awaitJob(json(api("POST", "/api/v1/bad-rows/replay", replay))
                .get("jobId")
                .asString());
        var event =
                AcceptedEvent.parseFrom(records(Topic.EVENTS_BULK).getFirst().value());
        assertThat(event.getMessageId()).isEqualTo("m-1");
        assertThat(event.getProperties().toStringUtf8()).isEqualTo("{\"revenue\":12.50}");
    }

    @Test
    void acceptsWithoutThePropertyThatThePlanOmits() throws InvalidProtocolBufferException {
        create(ORDER.formatted("omit", "omit", "allow", ""));

        collect(
                "/v1/track",
                "{\"userId\":\"u\",\"event\":\"Order\",\"properties\":{\"revenue\":1.50,\"secret\":\"x\",\"a\":{}}}");

        assertThat(only(Topic.EVENTS).getProperties().toStringUtf8()).isEqualTo("{\"revenue\":1.50}");
    }

    @Test
    void omitsATraitFromTheContextToo() throws InvalidProtocolBufferException {
        create(
                "{\"name\":\"P\",\"identify\":{\"action\":\"omit\",\"schema\":{\"properties\":{\"age\":{\"type\":\"integer\"}}}}}");

        collect("/v1/identify", "{\"userId\":\"u\",\"context\":{\"traits\":{\"age\":\"old\",\"plan\":\"pro\"}}}");

        var event = only(Topic.EVENTS);
        assertThat(event.getTraits().toStringUtf8()).isEqualTo("{\"plan\":\"pro\"}");
        assertThat(event.getContext().toStringUtf8()).isEqualTo("{\"traits\":{\"plan\":\"pro\"}}");
        assertThat(event.getTraitsAdded()).isEqualTo(1);
    }

    @Test
    void tellsWhatWasDoneAgainstAPlanWithCountsAndSamplesButNoValues() {
        var plan = create(ORDER.formatted("warn", "allow", "warn", ""));
        collect("/v1/track", order("m-1", "\"4111111111111111\""));
        collect("/v1/track", order("m-2", "null"));
        collect("/v1/track", "{\"userId\":\"u\",\"event\":\"Other\",\"messageId\":\"m-3\",\"properties\":{}}");
        collect(
                "/v1/track",
                "{\"userId\":\"u\",\"event\":\"Order\",\"messageId\":\"m-4\",\"properties\":{\"revenue\":1,\"x\":true}}");

        await().atMost(SOON.multipliedBy(2)).untilAsserted(() -> {
            var answer = violations(plan, "");
            var items = json(answer).get("items");
            assertThat(items).as(answer.body()).hasSize(3);
            assertThat(answer.body()).doesNotContain("4111111111111111");
            var type = item(items, "Order", "revenue");
            assertThat(type.get("rule").asString()).isEqualTo("type");
            assertThat(type.get("action").asString()).isEqualTo("warn");
            assertThat(type.get("source").asString()).isEqualTo(sourceId);
            assertThat(type.get("count").asInt()).isEqualTo(2);
            assertThat(type.at("/samples/0/messageId").asString()).isEqualTo("m-2");
            assertThat(type.at("/samples/0/found").asString()).isEqualTo("null");
            assertThat(type.at("/samples/1/found").asString()).isEqualTo("string");
            assertThat(item(items, "Other", "").get("rule").asString()).isEqualTo("unplanned-event");
            var unplanned = item(items, "Order", "x");
            assertThat(unplanned.get("action").asString()).isEqualTo("allow");
            assertThat(unplanned.get("samples")).isEmpty();
        });
        assertThat(json(violations(plan, "?event=Other")).get("items")).hasSize(1);
        assertThat(json(violations(plan, "?source=other")).get("items")).isEmpty();
        var first = json(violations(plan, "?limit=2"));
        var rest = json(
                violations(plan, "?limit=2&cursor=" + first.get("nextCursor").asString()));
        assertThat(first.get("items")).hasSize(2);
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.get("nextCursor").isNull()).isTrue();
        assertThat(records(Topic.EVENTS)).hasSize(4);
    }

    @Test
    void leadsFromASampleToTheBadRowOfWhatWasRefused() {
        // given: one without a message id, one with, and the latter again as its client repeats it
        var plan = create(ORDER.formatted("block", "allow", "warn", ""));
        collect("/v1/track", "{\"userId\":\"anna\",\"event\":\"Order\",\"properties\":{\"revenue\":\"none\"}}");
        collect("/v1/track", order("m-1", "\"much\""));
        collect("/v1/track", order("m-1", "\"much\""));
        collect("/v1/track", "{\"userId\":\"u\",\"event\":\"Other\",\"messageId\":\"m-2\",\"properties\":{}}");

        // when
        await().atMost(SOON.multipliedBy(2)).untilAsserted(() -> {
            var items = json(violations(plan, "")).get("items");
            assertThat(items).hasSize(2);
            assertThat(item(items, "Order", "revenue").at("/samples"))
                    .hasSize(3)
                    .noneMatch(it -> it.path("badRowId").isNull());
        });

        // then
        var items = json(violations(plan, "")).get("items");
        var samples = item(items, "Order", "revenue").get("samples");
        var again = samples.get(0).get("badRowId").asString();
        var first = json(api("GET", "/api/v1/bad-rows/" + again, ""));
        assertThat(first.at("/row/messageId").asString()).isEqualTo("m-1");
        assertThat(first.toString()).contains("much");
        assertThat(samples.get(1).get("badRowId").asString()).isEqualTo(again);
        assertThat(json(api(
                                "GET",
                                "/api/v1/bad-rows/"
                                        + samples.get(2).get("badRowId").asString(),
                                ""))
                        .toString())
                .contains("anna", "none");
        assertThat(item(items, "Other", "").at("/samples/0/badRowId").isNull())
                .as("accepted, so there is no row")
                .isTrue();

        // when: the rows have gone
        db.sql("delete from bad_row where tenant = :tenant")
                .param("tenant", tenant)
                .update();

        // then
        assertThat(item(json(violations(plan, "")).get("items"), "Order", "revenue")
                        .get("samples"))
                .hasSize(3)
                .allMatch(it -> it.path("badRowId").isNull());
    }

    @Test
    void keepsVersionsAndRefusesAChangeThatDidNotStartFromTheLatest() {
        var plan = create(ORDER.formatted("block", "allow", "allow", ""));
        var path = "/api/v1/tracking-plans/" + plan;

        var changed = json(api("PUT", path, ORDER.formatted("warn", "allow", "allow", ",\"version\":1")));
        var stale = api("PUT", path, ORDER.formatted("omit", "allow", "allow", ",\"version\":1"));
        var missing = api("PUT", path, ORDER.formatted("omit", "allow", "allow", ""));

        assertThat(changed.get("version").asInt()).isEqualTo(2);
        assertProblem(stale, 409, "conflict");
        assertThat(json(stale).get("detail").asString()).contains("version is 2");
        assertProblem(missing, 400, "invalid-request");
        assertThat(json(api("GET", path, "")).at("/events/Order/action").asString())
                .isEqualTo("warn");
        assertThat(json(api("GET", path + "?version=1", ""))
                        .at("/events/Order/action")
                        .asString())
                .isEqualTo("block");
        assertProblem(api("GET", path + "?version=3", ""), 404, "not-found");
        assertThat(json(collect("/v1/track", order("m-1", "\"x\"")))
                        .get("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(api("GET", "/api/v1/tracking-plans", ""))
                        .at("/items/0/events")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void takesOverWhatAnotherInstanceAnnouncedAndStopsWhenItIsDisabled() {
        announce(1, true);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json(collect("/v1/track", order("m", "1")))
                                .at("/rejected/0/detail")
                                .asString())
                        .isEqualTo("The tracking plan does not name this event."));

        announce(2, false);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json(collect("/v1/track", order("m", "1")))
                                .get("accepted")
                                .asInt())
                        .isEqualTo(1));
    }

    @Test
    void announcesEveryVersionOnItsCompactedTopic() {
        var plan = create(ORDER.formatted("warn", "allow", "allow", ",\"sources\":[\"" + sourceId + "\"]"));

        await().atMost(SOON).untilAsserted(() -> {
            var record = TrackingPlanRecord.parseFrom(
                    records(Topic.TRACKING_PLANS).getLast().value());
            assertThat(record.getPlanId()).isEqualTo(plan);
            assertThat(record.getVersion()).isEqualTo(1);
            assertThat(record.getSourceIdsList()).containsExactly(sourceId);
            assertThat(JSON.readTree(record.getRules().toByteArray())
                            .at("/events/Order/action")
                            .asString())
                    .isEqualTo("warn");
        });
    }

    @Test
    void refusesASecondPlanForTheSameSourcesAndEverythingHostile() {
        create(ORDER.formatted("warn", "allow", "allow", ""));
        var second = api("POST", "/api/v1/tracking-plans", ORDER.formatted("warn", "allow", "allow", ""));
        var parted = api(
                "POST",
                "/api/v1/tracking-plans",
                ORDER.formatted("warn", "allow", "allow", ",\"sources\":[\"" + sourceId + "\"]"));
        var again = api(
                "POST",
                "/api/v1/tracking-plans",
                ORDER.formatted("warn", "allow", "allow", ",\"sources\":[\"" + sourceId + "\"]"));
        var disabled =
                api("POST", "/api/v1/tracking-plans", ORDER.formatted("warn", "allow", "allow", ",\"enabled\":false"));

        assertProblem(second, 409, "conflict");
        assertThat(parted.statusCode()).isEqualTo(201);
        assertProblem(again, 409, "conflict");
        assertThat(disabled.statusCode()).isEqualTo(201);
        for (var schema : List.of(
                "{\"$ref\":\"http://127.0.0.1:1/x\"}", "{\"pattern\":\"(?=a)\"}", "{\"type\":\"strin\"}", "7")) {
            var hostile = api(
                    "POST",
                    "/api/v1/tracking-plans",
                    "{\"name\":\"P\",\"enabled\":false,\"events\":{\"E\":{\"schema\":" + schema + "}}}");
            assertProblem(hostile, 400, "invalid-request");
            assertThat(json(hostile).at("/violations/0/pointer").asString()).startsWith("/events/E/schema");
        }
        assertProblem(
                api("POST", "/api/v1/tracking-plans", "{\"name\":\"P\",\"sources\":[\"nobody\"]}"),
                400,
                "invalid-request");
        assertProblem(api("POST", "/api/v1/tracking-plans", "{\"name\":\"P\",\"colour\":1}"), 400, "unknown-field");
        var large =
                "{\"name\":\"P\",\"events\":{\"E\":{\"schema\":{\"description\":\"" + "x".repeat(300_000) + "\"}}}}";
        assertProblem(api("POST", "/api/v1/tracking-plans", large), 400, "invalid-request");
    }

    @Test
    void hidesAnotherTenantsPlan() {
        var plan = create(ORDER.formatted("warn", "allow", "allow", ""));

        for (var path : List.of("", "/violations")) {
            var other = send(to("/api/v1/tracking-plans/" + plan + path)
                    .header("Authorization", "Bearer " + ISSUER.token("somebody-else", "admin"))
                    .GET());
            assertProblem(other, 404, "not-found");
        }
        var viewer = to("/api/v1/tracking-plans")
                .header("Authorization", "Bearer " + ISSUER.token(tenant, "viewer"))
                .header("Content-Type", "application/json")
                .POST(text("{\"name\":\"x\"}"));
        assertProblem(send(viewer), 403, "forbidden");
    }

    @Test
    void proposesAPlanFromTrafficThatCanBePostedAsItIs() {
        // given
        for (int number = 0; number < 60; number++) {
            collect(
                    "/v1/track",
                    "{\"userId\":\"u\",\"event\":\"Order\",\"properties\":{\"revenue\":1.5,\"currency\":\""
                            + (number % 2 == 0 ? "EUR" : "USD") + "\"}}");
        }
        collect("/v1/identify", "{\"userId\":\"u\",\"traits\":{\"email\":\"a@b.org\"}}");

        // when
        var started = api("POST", "/api/v1/tracking-plans/infer", "{\"source\":\"" + sourceId + "\",\"days\":1}");

        // then
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        var job = awaitJob(json(started).get("jobId").asString());
        assertThat(job.get("kind").asString()).isEqualTo("infer-plan");
        assertThat(job.at("/result/evidence/complete").asBoolean()).isTrue();
        assertThat(job.at("/result/evidence/judged").asInt()).isEqualTo(61);
        var plan = job.at("/result/plan");
        assertThat(plan.at("/events/Order/schema/properties/currency/enum")).hasSize(2);
        assertThat(plan.at("/identify/schema/properties/email/format").asString())
                .isEqualTo("email");
        assertThat(json(api("GET", "/api/v1/tracking-plans", "")).get("items")).isEmpty();
        assertThat(api("POST", "/api/v1/tracking-plans", plan.toString()).statusCode())
                .isEqualTo(201);
        assertProblem(api("POST", "/api/v1/tracking-plans/infer", "{\"source\":\"nobody\"}"), 400, "invalid-request");
        assertProblem(api("POST", "/api/v1/tracking-plans/infer", "{\"days\":8}"), 400, "invalid-request");
    }

    @Test
    void readsTheLogForOneTenantAtATimeWhileTheOthersWait() {
        collect("/v1/track", order("m-1", "1"));
        var others = IntStream.range(0, 6).mapToObj(it -> tenant + "-" + it).toList();

        var jobs = others.stream()
                .map(it -> json(infer(it)).get("jobId").asString())
                .toList();
        var running = db.sql("select count(*) from job where id = any(:ids) and state = 'running'")
                .param("ids", jobs.toArray(String[]::new))
                .query(Integer.class)
                .single();

        assertThat(running).isLessThanOrEqualTo(1);
        assertProblem(infer(others.getLast()), 409, "conflict");
        await().atMost(SOON.multipliedBy(6))
                .untilAsserted(() -> assertThat(db.sql("select state from job where id = any(:ids)")
                                .param("ids", jobs.toArray(String[]::new))
                                .query(String.class)
                                .list())
                        .containsOnly("done"));
    }

    private HttpResponse<String> infer(String owner) {
        return send(to("/api/v1/tracking-plans/infer")
                .header("Authorization", "Bearer " + ISSUER.token(owner, "admin"))
                .header("Content-Type", "application/json")
                .POST(text("{\"days\":1}")));
    }

    private String create(String plan) {
        var created = api("POST", "/api/v1/tracking-plans", plan);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created).get("id").asString();
    }

    private void announce(int version, boolean enabled) {
        var record = TrackingPlanRecord.newBuilder()
                .setTenant(tenant)
                .setPlanId("elsewhere")
                .setVersion(version)
                .setEnabled(enabled)
                .setRules(ByteString.copyFromUtf8("{\"unplannedEvents\":\"block\"}"))
                .build();
        var ignored = producer.send(
                new ProducerRecord<>(Topic.TRACKING_PLANS.wireName(), tenant + "/elsewhere", record.toByteArray()));
    }

    private HttpResponse<String> violations(String plan, String query) {
        return api("GET", "/api/v1/tracking-plans/" + plan + "/violations" + query, "");
    }

    private static JsonNode item(JsonNode items, String event, String property) {
        return items.values().stream()
                .filter(it -> it.get("event").asString().equals(event)
                        && it.get("property").asString().equals(property))
                .findFirst()
                .orElseThrow();
    }

    private static String order(String messageId, String revenue) {
        return "{\"userId\":\"u\",\"event\":\"Order\",\"messageId\":\"" + messageId + "\",\"properties\":{\"revenue\":"
                + revenue + "}}";
    }

    private JsonNode awaitJob(String id) {
        await().atMost(SOON.multipliedBy(4))
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/jobs/" + id, ""))
                                .get("state")
                                .asString())
                        .isEqualTo("done"));
        return json(api("GET", "/api/v1/jobs/" + id, ""));
    }
}
