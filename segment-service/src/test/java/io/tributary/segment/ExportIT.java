package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.SharedBackends;
import io.tributary.segment.PrivacyTraffic.Named;
import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.export.ExportWork;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.PersonRows;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Exports over real Kafka, Elasticsearch and PostgreSQL. Each test has a tenant of its own. */
class ExportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Jobs.Holder DEAD = new Jobs.Holder("dead", Duration.ofHours(1));
    private static final JsonMapper JSON = JsonMapper.shared();

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
    void givesTheMembersOfASegmentWithWhatIsKnownOfThem() throws IOException {
        // given
        var marketer = marketer("marketer");
        new Marketer(service, issuer, tenant).publish("pros", "plan = \"pro\"");
        try (var traffic = traffic()) {
            traffic.identify("anna", now, "{\"plan\":\"pro\",\"nickName\":\"=1+1\",\"age\":41}");
            traffic.identify("bert", now, "{\"plan\":\"pro\",\"email\":\"as-said@mail.example\"}");
            traffic.identify("carl", now, "{\"plan\":\"free\"}");
            traffic.contact("bert", "email", "bert@mail.example");
        }
        awaitRest();

        // when
        var job = exports().finished(Map.of("what", "members", "segmentKey", "pros"));

        // then
        assertThat(job.path("done").asLong()).isEqualTo(2);
        assertThat(job.path("total").asLong()).isEqualTo(2);
        var id = job.path("id").asString();
        var rows = exports().rows(job);
        assertThat(rows).extracting(it -> it.get("profile_id")).containsExactly("anna", "bert");
        assertThat(rows.getFirst().get("nick_name")).isEqualTo("'=1+1");
        assertThat(rows.getFirst().get("age")).isEqualTo("41");
        assertThat(rows.getFirst().get("segment_id")).isEqualTo("pros");
        assertThat(rows.getFirst().get("version")).isEqualTo("1");
        assertThat(Instant.parse(rows.getFirst().get("since")))
                .isBeforeOrEqualTo(Clock.systemUTC().instant());
        assertThat(rows.getLast().get("email")).isEqualTo("bert@mail.example");
        assertThat(rows.getLast().get("traits_email")).isEqualTo("as-said@mail.example");
        ExportCalls.status(marketer("viewer"), "/api/v1/exports/" + id + "/file", 403);
        ExportCalls.status(service.client(issuer.token("other", "admin")), "/api/v1/exports/" + id + "/file", 404);
        ExportCalls.status(service.client(issuer.token("other", "admin")), "/api/v1/jobs/" + id, 404);
        assertThat(exports().told(id))
                .last()
                .extracting(it -> it.path("state").asString())
                .isEqualTo("done");
        marketer.delete().uri("/api/v1/exports/" + id).exchange().expectStatus().isNoContent();
        ExportCalls.status(marketer, "/api/v1/exports/" + id + "/file", 404);
        assertThat(chunks(id)).isZero();
    }

    @Test
    void givesEveryEventOfATimeOnceOverSeveralPages() throws IOException {
        // given
        var sent = new ArrayList<String>();
        try (var traffic = traffic()) {
            for (int order = 0; order < 1_200; order++) {
                sent.add(traffic.track(
                        "p" + order % 7,
                        "Order Completed",
                        now.minusSeconds(order),
                        "{\"revenue\":-12.50,\"products\":[{\"sku\":\"a\"}]"
                                + (order == 600 ? ",\"rareName\":1}" : "}")));
            }
            traffic.track("p1", "Order Completed", now.minusSeconds(5_000), "{}");
            traffic.track("p1", "Page Viewed", now, "{}");
        }
        awaitRest();
        Map<String, Object> asked = Map.of(
                "what",
                "events",
                "event",
                "Order Completed",
                "from",
                now.minusSeconds(4_000).toString(),
                "to",
                now.plusSeconds(1).toString());

        // when
        var lines = exports().finished(with(asked, "ndjson"));
        var table = exports().finished(with(asked, "csv"));

        // then
        assertThat(lines.path("done").asLong()).isEqualTo(1_200);
        var read = exports().file(lines).lines().map(JSON::readTree).toList();
        assertThat(read).extracting(it -> it.path("id").asString()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(read.getFirst().path("revenue").isNumber()).isTrue();
        assertThat(read.getFirst().path("products").asString()).isEqualTo("[{\"sku\":\"a\"}]");
        assertThat(read).extracting(it -> it.path("received_at").asString()).isSorted();
        var rows = exports().rows(table);
        assertThat(rows).extracting(it -> it.get("id")).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(rows).extracting(it -> it.get("revenue")).containsOnly("-12.50");
        assertThat(rows).extracting(it -> it.get("event")).containsOnly("order_completed");
        assertThat(rows).filteredOn(it -> it.get("rare_name").equals("1")).hasSize(1);
        assertThat(table.path("report").path("phase").asString()).isEqualTo("whole");
    }

    @Test
    void givesWhoEnteredAndLeftAndWhy() throws IOException {
        // given
        new Marketer(service, issuer, tenant).publish("pros", "plan = \"pro\"");
        new Marketer(service, issuer, tenant).publish("others", "plan = \"free\"");
        try (var traffic = traffic();
                var identity = new PrivacyTraffic(SharedBackends.kafkaBootstrap(), tenant)) {
            traffic.identify("anna", now.minusSeconds(100), "{\"plan\":\"pro\"}");
            traffic.identify("bert", now.minusSeconds(90), "{\"plan\":\"pro\"}");
            traffic.identify("carl", now.minusSeconds(80), "{\"plan\":\"pro\"}");
            awaitRest();
            identity.contact("carl", 1, true, new Named("email", "carl@mail.example"));
            traffic.identify("anna", now.minusSeconds(50), "{\"plan\":\"free\"}");
            traffic.merge("bert", "dora", 7);
        }
        awaitRest();
        Map<String, Object> asked = Map.of("what", "membership-changes", "segmentKey", "pros");

        // when
        var table = exports().finished(asked);
        var lines = exports().finished(with(Map.of("what", "membership-changes"), "ndjson"));

        // then
        var rows = exports().rows(table);
        assertThat(rows)
                .extracting(it -> it.get("profile_id") + " " + it.get("op") + " " + it.get("cause"))
                .containsExactlyInAnyOrder(
                        "anna entered event",
                        "anna exited event",
                        "bert entered event",
                        "bert exited merged",
                        "dora entered merged");
        assertThat(rows.getFirst().toMap().keySet())
                .containsExactlyInAnyOrder(
                        "segment_id", "version", "profile_id", "op", "at", "cause", "cause_id", "decided_at");
        assertThat(rows)
                .extracting(it -> it.get("segment_id") + it.get("version"))
                .containsOnly("pros1");
        assertThat(rows)
                .filteredOn(it -> it.get("cause").equals("merged"))
                .extracting(it -> it.get("cause_id"))
                .containsExactlyInAnyOrder("dora", "bert");
        assertThat(table.path("report").path("rowsWithheld").asLong())
                .as("in and out of one who is restricted")
                .isEqualTo(2);
        assertThat(table.path("done").asLong()).isEqualTo(5);
        assertThat(exports().file(lines).lines().map(JSON::readTree))
                .filteredOn(it -> it.path("segment_id").asString().equals("others"))
                .extracting(it -> it.path("profile_id").asString())
                .containsExactly("anna");
        var none = exports()
                .finished(Map.of(
                        "what",
                        "membership-changes",
                        "to",
                        now.minusSeconds(4_000).toString()));
        assertThat(none.path("done").asLong()).isZero();
    }

    @Test
    void goesOnBehindTheLastPartWhenItsWorkerDied() {
        // given
        var sent = new ArrayList<String>();
        try (var traffic = traffic()) {
            for (int order = 0; order < 1_200; order++) {
                sent.add(traffic.track("p" + order % 7, "Order Completed", now.minusSeconds(order), "{}"));
            }
        }
        awaitRest();
        var id = heldByTheDead();
        stepped(stepped(id));
        assertThat(chunks(id)).isEqualTo(1);

        // when
        die(id);

        // then
        var job = exports().finished(id);
        assertThat(job.path("report").path("restarts").asInt()).isZero();
        assertThat(exports().file(id).lines().map(JSON::readTree))
                .extracting(it -> it.path("id").asString())
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void keepsNothingOfAPersonWhoIsErased() {
        // given
        try (var traffic = traffic()) {
            for (int order = 0; order < 600; order++) {
                traffic.track("anna", "Order Completed", now.minusSeconds(order), "{}");
            }
        }
        awaitRest();
        var done = exports()
                .finished(with(Map.of("what", "events"), "ndjson"))
                .path("id")
                .asString();
        var running = heldByTheDead();
        stepped(stepped(running));
        var before = job(running);
        var request = new PersonRequest(
                tenant,
                UUID.randomUUID().toString(),
                PersonRequest.Kind.ERASE,
                PersonRequest.Stage.DELETE,
                1,
                9,
                now.toEpochMilli(),
                List.of("anna"),
                List.of());

        service.bean(PersonRows.class).erased(request);

        // when
        var found = service.bean(PersonRows.class).find(request);
        var deleted = service.bean(PersonRows.class).delete(request);
        service.bean(ExportFiles.class).put(before, 1, new byte[] {1});
        var saved = service.bean(Jobs.class).save(before, DEAD);

        // then
        assertThat(found).containsEntry("exports", 1L);
        assertThat(deleted).containsEntry("exports", 1L);
        ExportCalls.status(marketer("marketer"), "/api/v1/exports/" + done + "/file", 404);
        assertThat(saved).as("what was written of the old view").isEqualTo(Jobs.Saved.LOST);
        assertThat(exports().finished(running).path("done").asLong())
                .as("begun anew")
                .isEqualTo(600);
        assertThat(exports().file(running).lines()).hasSize(600).doesNotHaveDuplicates();
        assertThat(service.bean(PersonRows.class).find(request))
                .as("what was begun anew holds nothing of before")
                .containsEntry("exports", 0L);
    }

    @Test
    void letsFilesGoWhenTheirTimeIsOver() {
        // given
        try (var traffic = traffic()) {
            traffic.track("anna", "Order Completed", now, "{}");
        }
        awaitRest();
        var id = exports().finished(Map.of("what", "events")).path("id").asString();
        assertThat(chunks(id)).isEqualTo(1);

        // when
        service.bean(JdbcClient.class)
                .sql("update cdp_segment.job set updated_at = now() - interval '24 hours 1 second' where id = ?")
                .param(id)
                .update();
        service.bean(Jobs.class).expire(ExportWork.KIND, Duration.ofHours(24));

        // then
        ExportCalls.status(marketer("marketer"), "/api/v1/exports/" + id + "/file", 404);
        assertThat(chunks(id)).isZero();
    }

    @Test
    void withholdsWhatIsRestricted() {
        // given
        try (var traffic = traffic();
                var identity = new PrivacyTraffic(SharedBackends.kafkaBootstrap(), tenant)) {
            traffic.track("anna", "Order Completed", now, "{}");
            traffic.track("bert", "Order Completed", now, "{}");
            identity.contact("anna", 1, true, new Named("email", "anna@mail.example"));
        }
        awaitRest();

        // when
        var job = exports().finished(with(Map.of("what", "events"), "ndjson"));

        // then
        assertThat(exports().file(job)).contains("bert").doesNotContain("anna");
        assertThat(job.path("report").path("rowsWithheld").asLong()).isEqualTo(1);
    }

    @Test
    void endsWhatIsCancelledAndBeginsOnlyWhatThereIsRoomFor() {
        // given
        var marketer = marketer("marketer");
        double refused = service.gauge("cdp.exports.refused");
        var ids = List.of(heldByTheDead(), heldByTheDead(), heldByTheDead());

        // when
        marketer.post()
                .uri("/api/v1/exports")
                .bodyValue(Map.of("what", "events"))
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
        die(ids.getFirst());
        marketer.post()
                .uri("/api/v1/jobs/" + ids.getLast() + "/cancel")
                .exchange()
                .expectStatus()
                .isAccepted();
        die(ids.get(1));
        die(ids.getLast());

        // then
        assertThat(service.gauge("cdp.exports.refused")).isEqualTo(refused + 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ids.stream()
                                .map(it -> exports().view(it).path("state").asString()))
                        .containsExactly("done", "done", "cancelled"));
        ExportCalls.status(marketer, "/api/v1/exports/" + ids.getLast() + "/file", 409);
        marketer.post()
                .uri("/api/v1/jobs/" + ids.getFirst() + "/cancel")
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void refusesWhatItCannotGive() {
        exports().refused(Map.of("what", "secrets"), 400);
        exports().refused(Map.of("what", "members"), 400);
        exports().refused(Map.of("what", "members", "segmentKey", "nobody"), 404);
        exports().refused(Map.of("what", "events", "segmentKey", "x"), 400);
        exports().refused(Map.of("what", "membership-changes", "segmentKey", "nobody"), 404);
        exports().refused(Map.of("what", "membership-changes", "event", "x"), 400);
        exports().refused(Map.of("what", "membership-changes", "colour", "red"), 400);
        exports().refused(Map.of("what", "events", "format", "xlsx"), 400);
        exports().refused(Map.of("what", "events", "from", now.toString(), "to", now.toString()), 400);
        marketer("viewer")
                .post()
                .uri("/api/v1/exports")
                .bodyValue(Map.of("what", "events"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static Map<String, Object> with(Map<String, Object> asked, String format) {
        var all = new HashMap<>(asked);
        all.put("format", format);
        return all;
    }

    /** An export of all events that a worker holds who does nothing by itself. */
    private String heldByTheDead() {
        var id = "seg_" + UUID.randomUUID();
        service.bean(JdbcClient.class)
                .sql("""
                        insert into cdp_segment.job (tenant, id, kind, state, request, held_by, held_until)
                        values (?, ?, 'export', 'running', ?, 'dead', now() + interval '1 hour')""")
                .params(
                        tenant,
                        id,
                        "{\"what\":\"events\",\"format\":\"NDJSON\",\"from\":null,\"to\":null,\"event\":null}")
                .update();
        return id;
    }

    private String stepped(String id) {
        assertThat(service.bean(Jobs.class).save(service.bean(ExportWork.class).step(job(id)), DEAD))
                .isEqualTo(Jobs.Saved.GO_ON);
        return id;
    }

    private Job job(String id) {
        return Objects.requireNonNull(service.bean(Jobs.class).find(tenant, id).block(PATIENCE));
    }

    private static void die(String id) {
        service.bean(JdbcClient.class)
                .sql("update cdp_segment.job set held_until = now() - interval '1 second' where id = ?")
                .param(id)
                .update();
    }

    private static long chunks(String id) {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from cdp_segment.export_chunk where job_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private void awaitRest() {
        new Marketer(service, issuer, tenant).awaitRest();
    }

    private WebTestClient marketer(String role) {
        return exports().as(role);
    }

    private ExportCalls exports() {
        return new ExportCalls(service, issuer, tenant);
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }
}
