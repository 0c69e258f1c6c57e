package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Jobs;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Where a refused event is, and what passes the door right now. */
class EventsIT extends RunningService {

    @Autowired
    private Jobs jobs;

    @Test
    void saysWhyAnEventWasRefusedAndWhereItIs() {
        collect("/v1/track", "{\"event\":\"E\",\"user_id\":\"u\",\"messageId\":\"lost 1\"}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                api("GET", "/api/v1/events/lost%201", "").statusCode())
                        .isEqualTo(200));
        var event = json(api("GET", "/api/v1/events/lost%201", ""));
        assertThat(event.get("messageId").asString()).isEqualTo("lost 1");
        assertThat(event.get("state").asString()).isEqualTo("refused");
        assertThat(event.get("kind").asString()).isEqualTo("no-identifier");
        assertThat(event.get("pointer").asString()).isEqualTo("/userId");
        assertThat(event.get("failure").asString()).contains("rename it");
        assertThat(event.get("source").asString()).isEqualTo(sourceId);
        assertThat(event.get("receivedAt").asString()).endsWith("Z");
        var row = json(api("GET", "/api/v1/bad-rows/" + event.get("badRowId").asString(), ""));
        assertThat(row.at("/row/messageId").asString()).isEqualTo("lost 1");
    }

    @Test
    void answersTheNewestRowOfAMessageThatWasRefusedTwice() {
        collect("/v1/track", "{\"event\":\"E\",\"messageId\":\"m-1\"}");
        collect("/v1/track", "{\"userId\":\"u\",\"messageId\":\"m-1\"}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/events/m-1", ""))
                                .path("kind")
                                .asString(""))
                        .isEqualTo("missing-field"));
    }

    @Test
    void doesNotKnowAcceptedEventsNorThoseOfOthers() {
        collect("/v1/track", "{\"event\":\"E\",\"userId\":\"u\",\"messageId\":\"good\"}");
        collect("/v1/track", "{\"event\":\"E\",\"messageId\":\"bad\"}");
        await().atMost(SOON).until(() -> api("GET", "/api/v1/events/bad", "").statusCode() == 200);

        assertProblem(api("GET", "/api/v1/events/good", ""), 404, "not-found");
        assertProblem(api("GET", "/api/v1/events/nothing", ""), 404, "not-found");
        var foreign = send(to("/api/v1/events/bad")
                .header("Authorization", "Bearer " + ISSUER.token("somebody-else", "admin"))
                .GET());
        assertProblem(foreign, 404, "not-found");
    }

    @Test
    void streamsWhatPassesTheDoorThroughTheFilterUntilTheTokenEnds() {
        // given
        var seen = new CopyOnWriteArrayList<JsonNode>();
        var path = "/api/v1/events/live?state=refused&type=track&source=" + sourceId;
        var reading = Thread.ofVirtual()
                .start(() -> lines(live(path, Duration.ofSeconds(4)))
                        .filter(it -> it.startsWith("data:"))
                        .forEach(it -> seen.add(JSON.readTree(it.substring(5)))));

        // when
        await().atMost(SOON).until(() -> {
            collect("/v1/track", "{\"event\":\"E\",\"userId\":\"anna\",\"messageId\":\"good\"}");
            collect("/v1/page", "{\"messageId\":\"page\"}");
            collect("/v1/track", "{\"event\":\"E\",\"messageId\":\"bad\",\"properties\":{\"secret\":1}}");
            return !seen.isEmpty();
        });

        // then
        await().atMost(SOON.multipliedBy(2)).until(() -> !reading.isAlive());
        assertThat(seen).allSatisfy(it -> {
            assertThat(it.get("messageId").asString()).isEqualTo("bad");
            assertThat(it.get("state").asString()).isEqualTo("refused");
            assertThat(it.at("/refusal/kind").asString()).isEqualTo("no-identifier");
            assertThat(it.toString()).doesNotContain("secret", "anna");
        });
    }

    @Test
    void refusesAFilterThatNothingCanPass() {
        assertProblem(api("GET", "/api/v1/events/live?state=lost", ""), 400, "invalid-request");
        assertProblem(api("GET", "/api/v1/events/live?type=click", ""), 400, "invalid-request");
    }

    @Test
    void saysHowManyCallsItDidNotShow() {
        var lines = new CopyOnWriteArrayList<String>();
        var reading = Thread.ofVirtual()
                .start(() -> lines(live("/api/v1/events/live", Duration.ofSeconds(6)))
                        .forEach(lines::add));
        var batch = new ArrayList<String>();
        for (int call = 0; call < 300; call++) {
            batch.add("{\"type\":\"page\",\"userId\":\"u\"}");
        }

        await().atMost(SOON).until(() -> {
            collect("/v1/batch", "{\"batch\":[" + String.join(",", batch) + "]}");
            return lines.contains("event:skipped");
        });

        assertThat(lines).contains(":alive");
        await().atMost(SOON.multipliedBy(2)).until(() -> !reading.isAlive());
    }

    /** A job that nobody can go on with, so that watching it does not end by itself. */
    @Test
    void endsTheProgressOfAJobWithTheTokenAndBoundsHowManyWatch() {
        var job = Job.queued(tenant, "ing_0-" + tenant, "import", Job.Progress.NONE, "{}");
        jobs.add(job).toFuture().join();
        var path = "/api/v1/jobs/" + job.id() + "/events";
        var told = new CopyOnWriteArrayList<String>();
        var watching = IntStream.range(0, 20)
                .mapToObj(it -> CompletableFuture.runAsync(
                        () -> lines(live(path, Duration.ofSeconds(8)))
                                .filter(line -> line.startsWith("data:"))
                                .forEach(told::add),
                        Thread::startVirtualThread))
                .toList();
        await().atMost(SOON).until(() -> told.size() == 20);

        assertProblem(send(live(path, Duration.ofSeconds(8))), 429, "rate-limited");

        watching.forEach(it -> it.orTimeout(20, TimeUnit.SECONDS).join());
        assertThat(told).hasSize(20);
        assertThat(send(live(path, Duration.ofSeconds(1))).statusCode()).isEqualTo(200);
        jobs.cancel(tenant, job.id()).toFuture().join();
    }

    @Test
    void letsAtMostTwentyLookAtATenant() {
        var looking = IntStream.range(0, 30)
                .mapToObj(it -> CompletableFuture.supplyAsync(
                        () -> send(live("/api/v1/events/live", Duration.ofSeconds(6)))
                                .statusCode(),
                        Thread::startVirtualThread))
                .toList();

        assertThat(looking.stream().map(it -> it.orTimeout(20, TimeUnit.SECONDS).join()))
                .filteredOn(it -> it == 200)
                .hasSize(20);
    }

    private HttpRequest.Builder live(String path, Duration lifetime) {
        return to(path).header("Authorization", "Bearer " + ISSUER.token(tenant, "viewer", lifetime))
                .GET();
    }
}
