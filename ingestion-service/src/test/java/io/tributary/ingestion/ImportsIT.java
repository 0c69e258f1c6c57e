package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.ingestion.config.IngestionProperties;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.JobsContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files through the API to the bulk lane, with everything that can be wrong about them. */
class ImportsIT extends RunningService {

    private static final String MAPPING = """
            {"type":"track","constants":{"event":"Order Completed"},"others":"properties","ignore":["note"],
             "columns":[{"column":"customer","field":"userId"},
                        {"column":"day","field":"timestamp","format":"dd.MM.yyyy","zone":"Europe/Berlin"},
                        {"column":"price","field":"properties.price","cast":"number","decimal":","}]}""";

    @Autowired
    private JdbcClient db;

    @Autowired
    private Jobs jobs;

    @Autowired
    private IngestionProperties properties;

    /** The table keeps what its fake promises. */
    @Nested
    class InPostgres extends JobsContract {
        @Override
        protected Jobs jobs() {
            return jobs;
        }
    }

    @Test
    void importsAFormWithAMappedFileInAnOldEncoding() throws InvalidProtocolBufferException {
        var file = "customer;day;price;city;note\nanna;02.07.2026;1.234,50;Köln;x\nben;31.02.2026;2;Ulm;x\n;;3;Ulm;x\n";

        var started = form(
                Set.of(part("source", sourceId), part("mapping", MAPPING)),
                file.getBytes(Charset.forName("windows-1252")));

        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        var job = awaitJob(jobId(started), "done");
        assertThat(job.get("total").asInt()).isEqualTo(3);
        assertThat(job.get("accepted").asInt()).isEqualTo(1);
        assertThat(job.at("/report/detected/encoding").asString()).isEqualTo("windows-1252");
        assertThat(job.at("/report/detected/delimiter").asString()).isEqualTo(";");
        assertThat(job.at("/report/problems/0/line").asInt()).isEqualTo(3);
        assertThat(job.at("/report/problems/0/column").asString()).isEqualTo("day");
        assertThat(job.get("bytesDone")).isEqualTo(job.get("bytesTotal"));
        var event =
                AcceptedEvent.parseFrom(records(Topic.EVENTS_BULK).getFirst().value());
        assertThat(event.getUserId()).isEqualTo("anna");
        assertThat(event.getProperties().toStringUtf8()).isEqualTo("{\"price\":1234.50,\"city\":\"Köln\"}");
        assertThat(event.getTimes().getTimestamp()).isEqualTo(1782943200000L);
        assertThat(event.getMessageId()).startsWith("imp-").endsWith("-2");
    }

    @Test
    void keepsTheLineOfARefusedRowAndRepairsItsCall() throws InvalidProtocolBufferException {
        // given
        var file = "userId,event,price\nanna,Order Completed,\"12,50\"\nben\n";
        var mapping =
                "{\"type\":\"track\",\"columns\":[{\"column\":\"userId\",\"field\":\"userId\"},{\"column\":\"event\","
                        + "\"field\":\"event\"},{\"column\":\"price\",\"field\":\"properties.price\",\"cast\":\"number\"}]}";
        var id = jobId(form(
                Set.of(part("source", sourceId), part("mapping", mapping)), file.getBytes(StandardCharsets.UTF_8)));
        awaitJob(id, "done");
        await().atMost(SOON)
                .until(() -> json(api("GET", "/api/v1/bad-rows?job=" + id, ""))
                                .get("items")
                                .size()
                        == 2);

        // when
        var cell = json(api("GET", "/api/v1/bad-rows?kind=invalid-cell&replayed=false", ""))
                .at("/items/0");
        var row = json(api("GET", "/api/v1/bad-rows/" + cell.get("id").asString(), ""));
        var request = "{\"filter\":{\"job\":\"" + id + "\"},\"repair\":%s}";
        var plain = json(api("POST", "/api/v1/bad-rows/replay?dryRun=true", request.formatted("[]")));
        var repaired = request.formatted("[{\"op\":\"set\",\"pointer\":\"/properties/price\",\"value\":12.5}]");
        var trial = json(api("POST", "/api/v1/bad-rows/replay?dryRun=true", repaired));
        var replay = awaitJob(jobId(api("POST", "/api/v1/bad-rows/replay", repaired)), "done");

        // then
        assertThat(row.get("original").asString()).isEqualTo("anna,Order Completed,\"12,50\"");
        assertThat(row.get("mapped").asString()).contains("\"price\":\"12,50\"");
        assertThat(row.at("/row/line").asInt()).isEqualTo(2);
        assertThat(plain.get("refused").asInt()).isEqualTo(2);
        assertThat(trial.get("accepted").asInt()).isEqualTo(1);
        assertThat(trial.at("/problems/0/kind").asString()).isEqualTo("ragged-row");
        assertThat(replay.get("accepted").asInt()).isEqualTo(1);
        assertThat(replay.get("refused").asInt()).isEqualTo(1);
        var event =
                AcceptedEvent.parseFrom(records(Topic.EVENTS_BULK).getFirst().value());
        assertThat(event.getMessageId()).isEqualTo(cell.get("messageId").asString());
        assertThat(event.getProperties().toStringUtf8()).isEqualTo("{\"price\":12.5}");
    }

    @Test
    void goesOnWhenAnotherWorkerTakesTheJobInTheMiddle() {
        // given
        int rows = 20_000;
        var file = new StringBuilder("userId,event,note\n");
        for (int row = 0; row < rows; row++) {
            file.append(row % 100 == 7 ? "" : "u" + row).append(",\"Order\nCompleted\",x\n");
        }
        var id = jobId(api("POST", "/api/v1/imports?source=" + sourceId + "&format=csv", file.toString()));
        await().atMost(SOON.multipliedBy(4)).pollInterval(Duration.ofMillis(5)).until(() -> done(id) > 0);

        // when
        db.sql("update job set held_by = 'dead', held_until = now() + interval '2 seconds' where id = :id")
                .param("id", id)
                .update();

        // then
        var job = awaitJob(id, "done");
        assertThat(job.get("total").asInt()).isEqualTo(rows);
        assertThat(job.get("refused").asInt()).isEqualTo(rows / 100);
        assertThat(job.get("accepted").asInt()).isEqualTo(rows - rows / 100);
        var ids = records(Topic.EVENTS_BULK).stream()
                .map(it -> messageId(it.value()))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(rows - rows / 100);
        await().atMost(SOON.multipliedBy(4))
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/bad-rows/counts?job=" + id, ""))
                                .at("/items/0/rows")
                                .asInt())
                        .isEqualTo(rows / 100));
    }

    @Test
    void endsAJobThatIsCancelled() {
        var file = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}\n".repeat(60_000);
        var id = jobId(api("POST", "/api/v1/imports?source=" + sourceId, file));

        var cancelled = api("POST", "/api/v1/jobs/" + id + "/cancel", "");

        assertThat(cancelled.statusCode()).isEqualTo(202);
        var job = awaitJob(id, "cancelled");
        assertThat(job.get("total")).isEqualTo(job.get("done"));
        assertThat(job.get("done").asInt()).isLessThan(60_000);
        assertThat(api("DELETE", "/api/v1/jobs/" + id, "").statusCode()).isEqualTo(202);
        assertProblem(api("DELETE", "/api/v1/jobs/ing_nothing", ""), 404, "not-found");
    }

    @Test
    void saysWhatADryRunWouldDoAndWritesNothing() {
        var id = jobId(api("POST", "/api/v1/imports?dryRun=true&source=" + sourceId, "user_id|plan\nu|pro\n|free\n"));

        var job = awaitJob(id, "done");

        assertThat(job.get("accepted").asInt()).isEqualTo(1);
        assertThat(job.at("/report/detected/guessed").asBoolean()).isTrue();
        assertThat(job.at("/report/preview/0").toString())
                .isEqualTo("{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"plan\":\"pro\"}}");
        assertThat(job.at("/report/kinds/no-identifier").asInt()).isEqualTo(1);
        assertThat(records(Topic.EVENTS_BULK)).isEmpty();
        assertThat(records(Topic.BAD_ROWS)).isEmpty();
        assertProblem(api("POST", "/api/v1/jobs/" + id + "/cancel", ""), 409, "conflict");
    }

    /** Once the job is stored the file is the job's, whatever becomes of the answer. */
    @Test
    void importsAFileWhoseAnswerCannotBeKept() {
        db.sql("""
                create function refuse_answer() returns trigger language plpgsql as $$ begin
                    if new.tenant = '%s' then raise exception 'refused by the test'; end if;
                    return new;
                end $$;
                create trigger refuse_answer before update on idempotency
                    for each row execute function refuse_answer()""".formatted(tenant)).update();
        try {
            var path = "/api/v1/imports?source=" + sourceId;
            var answer = send(apiRequest("POST", path, "{\"type\":\"page\",\"userId\":\"u\"}")
                    .header("Idempotency-Key", "file-1"));

            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            var jobs = json(api("GET", "/api/v1/imports", "")).get("items");
            assertThat(jobs).hasSize(1);
            assertThat(awaitJob(jobs.get(0).get("id").asString(), "done")
                            .get("accepted")
                            .asInt())
                    .isEqualTo(1);
        } finally {
            db.sql("drop trigger refuse_answer on idempotency; drop function refuse_answer")
                    .update();
        }
    }

    @Test
    void startsOneJobForARepeatedUpload() {
        var path = "/api/v1/imports?source=" + sourceId;
        var first = send(apiRequest("POST", path, "{}").header("Idempotency-Key", "file-1"));
        var again = send(apiRequest("POST", path, "{}").header("Idempotency-Key", "file-1"));
        var other = send(apiRequest("POST", path, "{ }").header("Idempotency-Key", "file-1"));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertProblem(other, 409, "idempotency-conflict");
        assertThat(json(api("GET", "/api/v1/imports", "")).get("items").size()).isEqualTo(1);
    }

    @Test
    void countsUploadsUnderWayAmongATenantsFiles() throws IOException {
        // given
        var path = "/api/v1/imports?encoding=UTF-8&source=" + sourceId;
        byte[] piece = "\n".repeat(30_000_000).getBytes(StandardCharsets.US_ASCII);
        try (var sent = new PipedInputStream()) {
            CompletableFuture<HttpResponse<String>> first;
            try (var sending = new PipedOutputStream(sent)) {
                first = CompletableFuture.supplyAsync(
                        () -> send(upload(path).POST(BodyPublishers.ofInputStream(() -> sent))));
                sending.write("{\"type\":\"page\",\"userId\":\"u\"}".getBytes(StandardCharsets.US_ASCII));
                sending.write(piece);
                await().atMost(SOON.multipliedBy(4)).until(() -> isSpooled(piece.length - 100_000));

                // when
                var second = send(upload(path).POST(BodyPublishers.ofByteArray(piece, 0, 15_000_000)));

                // then
                assertProblem(second, 429, "quota-exceeded");
                assertThat(second.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(awaitJob(jobId(first.join()), "done").get("accepted").asInt())
                    .isEqualTo(1);
        }
        await().atMost(SOON.multipliedBy(4))
                .until(() -> send(upload(path).POST(BodyPublishers.ofByteArray(piece, 0, 15_000_000)))
                                .statusCode()
                        != 429);
    }

    private boolean isSpooled(long bytes) throws IOException {
        try (var files = Files.list(properties.imports().directory())) {
            for (var file : files.filter(it -> it.toString().endsWith(".part")).toList()) {
                if (Files.size(file) >= bytes) {
                    return true;
                }
            }
            return false;
        }
    }

    private HttpRequest.Builder upload(String path) {
        return to(path).header("Authorization", "Bearer " + ISSUER.token(tenant, "admin"));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        var path = "/api/v1/imports?source=" + sourceId;
        assertProblem(api("POST", "/api/v1/imports", "{}"), 400, "invalid-request");
        assertProblem(api("POST", path + "&colour=red", "{}"), 400, "unknown-field");
        assertProblem(api("POST", path + "&dryRun=perhaps", "{}"), 400, "invalid-request");
        assertProblem(api("POST", path + "&encoding=Shift_JIS", "{}"), 400, "invalid-request");
        assertProblem(api("POST", path, "name,city\nAnn,Rome\n"), 400, "invalid-request");
        assertProblem(api("POST", path, "\u001f\u008b"), 400, "invalid-request");
        assertProblem(api("POST", "/api/v1/imports?source=nobody", "{}"), 404, "not-found");
        assertProblem(
                form(Set.of(part("source", sourceId), part("colour", "red")), new byte[] {'{', '}'}),
                400,
                "unknown-field");
        assertProblem(form(Set.of(part("source", sourceId)), null), 400, "invalid-request");
        var wrong = form(
                Set.of(
                        part("source", sourceId),
                        part("mapping", "{\"columns\":[{\"column\":\"x\",\"field\":\"userId\"}]}")),
                "a,b\n".getBytes(StandardCharsets.UTF_8));
        assertProblem(wrong, 400, "invalid-request");
        assertThat(json(wrong).at("/violations/0/pointer").asString()).isEqualTo("/mapping/columns/0/column");
        assertProblem(api("GET", "/api/v1/bad-rows?colour=red", ""), 400, "unknown-field");
    }

    @Test
    void repeatsNothingToWhoComesBackToAJobsEvents() {
        var id = jobId(api("POST", "/api/v1/imports?source=" + sourceId, "{\"type\":\"page\",\"userId\":\"u\"}"));

        var events = api("GET", "/api/v1/jobs/" + id + "/events", "").body();
        var last = events.lines()
                .filter(it -> it.startsWith("id:"))
                .reduce((one, other) -> other)
                .orElseThrow()
                .substring(3);
        var again = send(apiRequest("GET", "/api/v1/jobs/" + id + "/events", "").header("Last-Event-ID", last));
        var early = send(apiRequest("GET", "/api/v1/jobs/" + id + "/events", "").header("Last-Event-ID", "queued-0-0"));

        assertThat(events).contains("\"state\":\"done\"");
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(early.body()).contains("id:" + last).contains("\"state\":\"done\"");
    }

    @Test
    void listsCountsAndExportsBadRows() {
        collect("/v1/track", "{\"event\":\"E\",\"messageId\":\"m-1\"}");
        collect("/v1/track", "{\"userId\":\"u\",\"messageId\":\"m-2\"}");
        collect("/v1/track", "{\"userId\":\"u\",\"messageId\":\"m-3\",\"timestamp\":\"x\",\"event\":\"E\"}");
        await().atMost(SOON)
                .until(() ->
                        json(api("GET", "/api/v1/bad-rows", "")).get("items").size() == 3);

        assertThat(json(api("GET", "/api/v1/bad-rows?messageId=m-2", ""))
                        .at("/items/0/kind")
                        .asString())
                .isEqualTo("missing-field");
        assertThat(json(api("GET", "/api/v1/bad-rows?to=2020-01-01T00:00:00Z", ""))
                        .get("items")
                        .size())
                .isZero();
        var counts = json(api("GET", "/api/v1/bad-rows/counts?source=" + sourceId, ""))
                .get("items");
        assertThat(counts)
                .extracting(it -> it.get("kind").asString())
                .containsExactlyInAnyOrder("no-identifier", "missing-field", "invalid-time");
        assertThat(counts)
                .allMatch(it -> it.get("open").asInt() == 1 && it.get("rows").asInt() == 1);
        var export = send(apiRequest("GET", "/api/v1/bad-rows/export?kind=invalid-time", "")
                .setHeader("Accept", "application/x-ndjson"));
        assertThat(export.body().lines()).hasSize(1);
        assertThat(JSON.readTree(export.body()).get("original").asString()).contains("\"m-3\"");
    }

    private long done(String id) {
        return json(api("GET", "/api/v1/jobs/" + id, "")).get("done").asLong();
    }

    private JsonNode awaitJob(String id, String state) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/jobs/" + id, ""))
                                .get("state")
                                .asString())
                        .isEqualTo(state));
        return json(api("GET", "/api/v1/jobs/" + id, ""));
    }

    private static String messageId(byte[] record) {
        try {
            return AcceptedEvent.parseFrom(record).getMessageId();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String jobId(HttpResponse<String> started) {
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return json(started).get("jobId").asString();
    }

    private record Part(String name, String value) {}

    private static Part part(String name, String value) {
        return new Part(name, value);
    }

    /** A form with the file as its last part. */
    private HttpResponse<String> form(Set<Part> parts, byte @Nullable [] file) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            write(
                    body,
                    "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(part.name(), part.value()));
        }
        if (file != null) {
            write(body, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\n");
            body.writeBytes(file);
            write(body, "\r\n");
        }
        write(body, "--b--\r\n");
        return send(to("/api/v1/imports")
                .header("Authorization", "Bearer " + ISSUER.token(tenant, "admin"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
