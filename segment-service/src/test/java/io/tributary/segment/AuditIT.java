package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.audit.AuditWork;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Audits over real Kafka, Elasticsearch and PostgreSQL, of copies that somebody spoilt. Each test has a tenant of its own. */
class AuditIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PEOPLE = 60;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "a" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        service = RunningService.start(issuer, Map.of("cdp.segment.audit.slice", 7));
        service.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void findsNothingWhereNothingDiffers() {
        people();

        var report = audited("").path("report");

        assertThat(report.path("profiles").asLong()).isEqualTo(PEOPLE);
        assertThat(report.path("differences").toString())
                .isEqualTo("{\"engine\":0,\"evaluation\":0,\"index\":0,\"topic\":0}");
        assertThat(report.path("repaired").asLong()).isZero();
        assertThat(report.path("leftOut").asLong()).isZero();
    }

    @Test
    void findsExactlyWhatWasSpoiltAndRepairsIt() throws Exception {
        // given
        people();
        double before = service.gauge("cdp.audit.differences", "kind", "topic");
        spoilDocuments();
        try (var traffic = traffic()) {
            spoilRecords(traffic);
        }

        // when
        var dry = audited("?dryRun=true").path("report");
        var first = audited("").path("report");

        // then
        var differences = List.of(
                "index p01  same missing",
                "index p02  same other",
                "index p07  same other",
                "index ghost1  missing other",
                "topic ghost2 buyers out in",
                "topic p03 buyers in out",
                "topic p04 buyers in unreadable",
                "topic p05 never out in",
                "topic p06 buyers in in");
        assertThat(words(dry)).containsExactlyInAnyOrderElementsOf(differences);
        assertThat(dry.path("repaired").asLong()).isZero();
        assertThat(words(first)).containsExactlyInAnyOrderElementsOf(differences);
        assertThat(first.path("repaired").asLong()).isEqualTo(9);
        assertThat(service.gauge("cdp.audit.differences", "kind", "topic") - before)
                .isEqualTo(10);
        awaitRest();
        var second = audited("").path("report");
        assertThat(words(second)).isEmpty();
        assertThat(second.path("differences").path("topic").asLong()).isZero();
        assertThat(get("/api/v1/segments/buyers/members").path("total").asLong())
                .isEqualTo(PEOPLE / 2);
        try (var traffic = traffic()) {
            var buyers = traffic.memberships("buyers");
            assertThat(buyers.get("p03"))
                    .isNotNull()
                    .matches(it -> it.getMember() && it.getCause() == MembershipCause.AUDIT);
            assertThat(buyers.get("p06")).isNotNull().matches(it -> it.getStateVersion() > 900_000);
        }
    }

    @Test
    void goesOnFromWhereAnInstanceDied() throws Exception {
        // given
        people();
        spoilDocuments();
        var jobs = service.bean(Jobs.class);
        var work = service.bean(AuditWork.class);
        var dead = new Jobs.Holder("dead", Duration.ofHours(1));
        var job = Job.queued(tenant, "seg_dead" + tenant, AuditWork.KIND, "repair", now);
        begun(job);
        for (int step = 0; step < 4; step++) {
            assertThat(jobs.save(work.step(jobs.reload(job)), dead)).isEqualTo(Jobs.Saved.GO_ON);
        }
        assertThat(jobs.reload(job).progress().done()).isBetween(1L, PEOPLE - 1L);

        // when
        die(job);
        service = service.restarted();
        service.awaitReady(PATIENCE);

        // then
        var report = finished(job.id()).path("report");
        assertThat(report.path("profiles").asLong()).isEqualTo(PEOPLE);
        assertThat(words(report))
                .containsExactlyInAnyOrder(
                        "index p01  same missing",
                        "index p02  same other",
                        "index p07  same other",
                        "index ghost1  missing other");
    }

    @Test
    void answersWhoMayAskAndGivesOneAuditAtATime() {
        var marketer = service.client(issuer.token(tenant, "marketer"));
        service.client(issuer.token(tenant, "viewer"))
                .post()
                .uri("/api/v1/segments/audit")
                .exchange()
                .expectStatus()
                .isForbidden();

        var location = marketer.post()
                .uri("/api/v1/segments/audit")
                .exchange()
                .expectStatus()
                .isAccepted()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst(HttpHeaders.LOCATION);

        assertThat(location).startsWith("/api/v1/jobs/seg_");
        finished(Objects.requireNonNull(location).substring("/api/v1/jobs/".length()));
    }

    /** Held by somebody from the beginning. */
    private static void begun(Job job) {
        service.bean(JdbcClient.class)
                .sql("insert into cdp_segment.job (tenant, id, kind, state, request, held_by, held_until)"
                        + " values (?, ?, ?, 'running', ?, 'dead', now() + interval '1 hour')")
                .params(job.tenant(), job.id(), job.kind(), job.papers().request())
                .update();
    }

    private static void die(Job job) {
        service.bean(JdbcClient.class)
                .sql("update cdp_segment.job set held_until = now() - interval '1 second' where id = ?")
                .param(job.id())
                .update();
    }

    /** Half of them buyers; nobody is in the third segment, but many would be in the fourth if they came back. */
    private void people() {
        var marketer = new Marketer(service, issuer, tenant);
        marketer.publish("buyers", "count(\"Order Completed\") >= 1 in last 30 days");
        marketer.publish("germans", "country = \"DE\" and not segment(\"buyers\")");
        marketer.publish("never", "count(\"Order Completed\") >= 100 ever");
        marketer.publish("average", "avg(\"Order Completed\".revenue) >= 20 in last 60 days");
        try (var traffic = traffic()) {
            for (int person = 1; person <= PEOPLE; person++) {
                traffic.identify(id(person), now, "{\"country\":\"" + (person % 3 == 0 ? "DE" : "FR") + "\"}");
                if (person <= PEOPLE / 2) {
                    traffic.track(id(person), "Order Completed", now.minusSeconds(60), "{\"revenue\":" + person + "}");
                }
            }
        }
        awaitRest();
    }

    /** One document is gone, one is in nothing, one is in a segment that the person is not in, and one is of nobody. */
    private void spoilDocuments() throws Exception {
        var one = document("GET", "p02", "").path("_source");
        document("DELETE", "p01", "");
        document("PUT", "p02", one.toString());
        var other = (ObjectNode) document("GET", "p07", "").path("_source");
        other.putArray("segments").add("never@1");
        document("PUT", "p07", other.toString());
        document("PUT", "ghost1", one.toString().replace("\"profileId\":\"p02\"", "\"profileId\":\"ghost1\""));
        elasticsearch("POST", "/cdp-profiles/_refresh", "");
    }

    private JsonNode document(String method, String profileId, String body) throws Exception {
        return elasticsearch(method, "/cdp-profiles/_doc/" + tenant + ":" + profileId + "?routing=" + tenant, body);
    }

    private static JsonNode elasticsearch(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(SharedBackends.elasticsearchUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JSON.readTree(answer.body());
    }

    private void spoilRecords(Traffic traffic) {
        traffic.membership("p03", "buyers", it -> it.setMember(false).setStateVersion(3));
        traffic.membership("p05", "never", it -> it.setMember(true).setStateVersion(3));
        traffic.membership("p06", "buyers", it -> it.setMember(true).setSince(7).setStateVersion(900_000));
        traffic.membership("ghost2", "buyers", it -> it.setMember(true).setStateVersion(3));
        traffic.put(
                Topic.MEMBERSHIPS,
                RecordKey.ofMembership(tenant, "p04", "buyers").text(),
                "\u0001nonsense".getBytes(StandardCharsets.UTF_8),
                "p04");
        traffic.flush();
    }

    private static List<String> words(JsonNode report) {
        return report.path("sample")
                .valueStream()
                .map(it -> String.join(
                        " ",
                        it.path("kind").asString(),
                        it.path("profileId").asString(),
                        it.path("segment").asString(),
                        it.path("expected").asString(),
                        it.path("found").asString()))
                .toList();
    }

    private JsonNode audited(String query) {
        var answer = Objects.requireNonNull(service.client(issuer.token(tenant, "marketer"))
                .post()
                .uri("/api/v1/segments/audit" + query)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        return finished(answer.path("jobId").asString());
    }

    private JsonNode finished(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/api/v1/jobs/" + id).path("state").asString())
                                .isEqualTo("done"));
        return get("/api/v1/jobs/" + id);
    }

    private JsonNode get(String path) {
        return new Marketer(service, issuer, tenant).get(path);
    }

    private void awaitRest() {
        new Marketer(service, issuer, tenant).awaitRest();
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }

    private static String id(int person) {
        return "p%02d".formatted(person);
    }
}
