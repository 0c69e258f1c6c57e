package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.api.Imports;
import io.tributary.local.prove.lanes.HistoryFile;
import io.tributary.local.prove.lanes.Lanes;
import io.tributary.local.prove.largefile.LargeFile;
import io.tributary.local.setup.OwnTenant;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Files on the whole suite: beside live events, and through the death of the process that reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedSuite.class)
class ImportIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INGESTION = "ingestion-service";
    private static final int ROWS = 30_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningSuite running;
    private final OwnTenant tenant;
    private final Imports imports;

    ImportIT(RunningSuite shared) {
        running = shared;
        tenant = OwnTenant.make(shared.api(), "imports");
        imports = new Imports(shared.api(), tenant.marketer());
    }

    /** The short form of {@code deploy/prove lanes}, which also judges how long they take. */
    @Test
    @Order(1)
    void keepsLiveEventsMovingBesideAnImport() throws InterruptedException {
        var plan = new Lanes.Plan(10_000, 1, 20, Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofMinutes(5));

        var result = new Lanes(running.suite(), tenant, running.api(), System.out).run(plan);

        assertThat(result.rows()).isEqualTo(10_000);
        assertThat(result.balanced()).isTrue();
        assertThat(result.emptied()).isTrue();
        assertThat(result.lost()).isZero();
    }

    @Test
    @Order(2)
    void importsEachRowOnceThoughItsProcessIsKilled() throws IOException, InterruptedException {
        // given
        var source = running.api()
                .post(tenant.admin(), "/api/v1/sources", Map.of("name", "Killed", "historical", true))
                .orFail("making the source")
                .path("id")
                .asString();
        var end = running.suite().now().truncatedTo(ChronoUnit.SECONDS);
        var job = imports.send(
                Map.of("source", source, "mapping", HistoryFile.mapping()), () -> new HistoryFile(ROWS, 7, end));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> done(job) > 0);

        // when
        running.suite().kill(INGESTION);
        running.suite().restart(INGESTION);

        // then
        long atKill = done(job);
        assertThat(atKill).as("rows when it was killed, or soon after").isLessThan(ROWS);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> imports.job(job).path("state").asString().equals("done"));
        var ended = imports.job(job);
        System.out.println("killed after less than " + atKill + " of " + ROWS + " rows: " + ended);
        assertThat(ended.path("total").asLong()).isEqualTo(ROWS);
        assertThat(ended.path("accepted").asLong()).isEqualTo(ROWS);
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(indexed(source)).isEqualTo(ROWS));
    }

    /** The short form of {@code deploy/prove large-file}. */
    @Test
    @Order(3)
    void readsALargeFileOnTrialAndForGood() throws InterruptedException {
        var plan = new LargeFile.Plan(2_000, 4_000, 11);

        assertThat(new LargeFile(running.suite(), running.api(), tenant, System.out).run(plan))
                .isTrue();
    }

    private long done(String job) {
        return imports.job(job).path("done").asLong();
    }

    /** Documents of the event index from that source; each message has one. */
    private long indexed(String source) throws IOException, InterruptedException {
        var query = """
                {"query":{"bool":{"filter":[{"term":{"tenant":"%s"}},{"term":{"source":"%s"}}]}}}""".formatted(tenant.key(), source);
        var request = HttpRequest.newBuilder(running.suite().elasticsearch().resolve("/cdp-events/_count"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("count").asLong();
    }
}
