package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Jobs;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who waits how long for whose imports and replays. */
class JobTurnsIT extends RunningService {

    private static final int BLOCK = 64 * 1024 * 1024;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Autowired
    private Jobs jobs;

    @Autowired
    private JdbcClient db;

    /** More long imports than there are places, each of a file that has next to no rows and unpacks to gigabytes. */
    @Test
    void givesAPlaceToWhoeverWaitsWhileLongImportsGoOn() {
        // given
        var others =
                IntStream.range(0, 5).mapToObj(it -> tenant + "-long-" + it).toList();
        byte[] file = longFile();
        var longOnes = others.stream().map(it -> start(it, file)).toList();
        await().atMost(LONG).until(() -> bytesDone(others.getFirst(), longOnes.getFirst()) > 0);

        // when
        var id = start(tenant, row());

        // then
        await().atMost(LONG).until(() -> state(tenant, id).equals("done"));
        var states = IntStream.range(0, others.size())
                .mapToObj(it -> state(others.get(it), longOnes.get(it)))
                .toList();
        assertThat(states).isSubsetOf(List.of("running", "queued"));
        for (int other = 0; other < others.size(); other++) {
            var name = others.get(other);
            var job = longOnes.get(other);
            long before = bytesDone(name, job);
            await().atMost(LONG).until(() -> bytesDone(name, job) > before);
            assertThat(as(name, "POST", "/api/v1/jobs/" + job + "/cancel", new byte[0])
                            .statusCode())
                    .isEqualTo(202);
            await().atMost(SOON).until(() -> state(name, job).equals("cancelled"));
        }
    }

    @Test
    void passesOverJobsThatCannotRunHoweverManyThereAre() {
        // given
        var others =
                IntStream.range(0, 250).mapToObj(it -> tenant + "-lost-" + it).toList();
        for (var other : others) {
            // Its file is on no disk that is here.
            var job = Job.queued(other, "ing_0-" + other, "import", Job.Progress.NONE, "{}");
            jobs.add(job).toFuture().join();
        }

        // when
        var id = start(tenant, row());

        // then
        await().atMost(LONG).until(() -> state(tenant, id).equals("done"));
        others.forEach(it -> jobs.cancel(it, "ing_0-" + it).toFuture().join());
    }

    @Test
    void boundsHowManyReplaysOfATenantWait() {
        db.sql("""
                insert into job (tenant, id, kind, state, done, total, accepted, refused, suppressed, error, request,
                    held_by, held_until)
                select :tenant, 'ing_0-' || :tenant || number, 'replay', 'running', 0, 0, 0, 0, 0, '', '{}',
                    'elsewhere', now() + interval '1 minute' from generate_series(1, 20) as number""").param("tenant", tenant).update();
        var request = "{\"filter\":{\"kind\":\"no-identifier\"},\"repair\":[]}";

        assertProblem(api("POST", "/api/v1/bad-rows/replay", request), 429, "quota-exceeded");

        db.sql("update job set state = 'done' where tenant = :tenant")
                .param("tenant", tenant)
                .update();
        assertThat(api("POST", "/api/v1/bad-rows/replay", request).statusCode()).isEqualTo(202);
    }

    private String start(String owner, byte[] file) {
        var source = owner.equals(tenant)
                ? sourceId
                : json(as(owner, "POST", "/api/v1/sources", "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                        .get("id")
                        .asString();
        var started = as(owner, "POST", "/api/v1/imports?encoding=UTF-8&source=" + source, file);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return json(started).get("jobId").asString();
    }

    private String state(String owner, String id) {
        return json(as(owner, "GET", "/api/v1/jobs/" + id, new byte[0]))
                .get("state")
                .asString();
    }

    private long bytesDone(String owner, String id) {
        return json(as(owner, "GET", "/api/v1/jobs/" + id, new byte[0]))
                .get("bytesDone")
                .asLong();
    }

    private HttpResponse<String> as(String owner, String method, String path, byte[] body) {
        return send(to(path).header("Authorization", "Bearer " + ISSUER.token(owner, "admin"))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] row() {
        return "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}\n".getBytes(StandardCharsets.UTF_8);
    }

    /** One row and 13 GB of empty lines, packed. */
    private static byte[] longFile() {
        byte[] lines = new byte[BLOCK];
        Arrays.fill(lines, (byte) '\n');
        byte[] packed = gzip(lines);
        var file = new ByteArrayOutputStream();
        file.writeBytes(gzip(row()));
        for (int block = 0; block < 200; block++) {
            file.writeBytes(packed);
        }
        return file.toByteArray();
    }
}
