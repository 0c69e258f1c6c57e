package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was refused is repaired and replayed, files are imported, and the counts balance under load. */
class BadRowsAndImportsIT extends RunningService {

    private static final String RENAME = "{\"filter\":{\"kind\":\"no-identifier\"},"
            + "\"repair\":[{\"op\":\"rename\",\"pointer\":\"/user_id\",\"to\":\"userId\"}]}";

    @Test
    void repairsAndReplaysABadRowUnderItsOwnMessageId() throws InvalidProtocolBufferException {
        // given
        collect("/v1/track", "{\"user_id\":\"u\",\"event\":\"E\",\"messageId\":\"m-1\",\"properties\":{\"a\":1.50}}");
        await().atMost(SOON)
                .until(() ->
                        json(api("GET", "/api/v1/bad-rows", "")).get("items").size() == 1);
        var id = json(api("GET", "/api/v1/bad-rows", "")).at("/items/0/id").asString();
        var request = "{\"filter\":{\"kind\":\"no-identifier\"},"
                + "\"repair\":[{\"op\":\"rename\",\"pointer\":\"/user_id\",\"to\":\"userId\"}]}";

        // when
        var trial = json(api("POST", "/api/v1/bad-rows/replay?dryRun=true", request));
        var started = api("POST", "/api/v1/bad-rows/replay", request);

        // then
        assertThat(trial.get("accepted").asInt()).isEqualTo(1);
        assertThat(started.statusCode()).isEqualTo(202);
        awaitJob(json(started).get("jobId").asString());
        var event =
                AcceptedEvent.parseFrom(records(Topic.EVENTS_BULK).getFirst().value());
        assertThat(event.getMessageId()).isEqualTo("m-1");
        assertThat(event.getUserId()).isEqualTo("u");
        assertThat(event.getProperties().toStringUtf8()).isEqualTo("{\"a\":1.50}");
        var row = json(api("GET", "/api/v1/bad-rows/" + id, ""));
        assertThat(row.at("/row/replayedBy").asString())
                .isEqualTo(json(started).get("jobId").asString());
        assertThat(row.get("original").asString()).contains("user_id");
    }

    /** The good call of the same batch is the oracle. */
    @Test
    void storesARepairedCallOfABatchAsItsBatchSaidIt() throws InvalidProtocolBufferException {
        // given
        var sentAt = Instant.now().minus(Duration.ofDays(3));
        var envelope = "{\"sentAt\":\"" + sentAt + "\",\"context\":{\"library\":{\"name\":\"analytics.js\"},"
                + "\"ip\":\"203.0.113.7\",\"consent\":{\"categoryPreferences\":{\"ads\":false}},"
                + "\"externalIds\":[{\"type\":\"crm\",\"id\":\"c-1\"}]},\"integrations\":{\"Mixpanel\":false},\"batch\":[%s,%s]}";
        var call = "{\"type\":\"track\",\"event\":\"E\",\"timestamp\":\"" + sentAt.minusSeconds(60)
                + "\",\"%s\":\"u\",\"messageId\":\"%s\"}";
        collect(
                "/v1/batch",
                envelope.formatted(call.formatted("userId", "m-good"), call.formatted("user_id", "m-bad")));

        // when
        var row = replayRenamed();

        // then
        var good = only(Topic.EVENTS);
        var replayed = only(Topic.EVENTS_BULK);
        assertThat(replayed.getMessageId()).isEqualTo("m-bad");
        assertThat(replayed.getContext()).isEqualTo(good.getContext());
        assertThat(replayed.getContext().toStringUtf8()).contains("203.0.113.7", "categoryPreferences", "crm");
        assertThat(replayed.getIntegrations()).isEqualTo(good.getIntegrations());
        assertThat(replayed.getTimes()).isEqualTo(good.getTimes());
        assertThat(good.getTimes().getReceivedAt() - good.getTimes().getTimestamp())
                .as("the clock is corrected")
                .isEqualTo(60_000);
        assertThat(JSON.readTree(row.get("envelope").asString())
                        .at("/context/ip")
                        .asString())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void knowsABlockedPersonByWhatOnlyTheBatchSaid() {
        collect(
                "/v1/batch",
                "{\"context\":{\"traits\":{\"email\":\"anna@example.com\"}},"
                        + "\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"user_id\":\"u\",\"messageId\":\"m-1\"}]}");
        await().atMost(SOON)
                .until(() ->
                        json(api("GET", "/api/v1/bad-rows", "")).get("items").size() == 1);
        suppress("anna@example.com");
        await().atMost(SOON)
                .until(() -> json(api("POST", "/api/v1/bad-rows/replay?dryRun=true", RENAME))
                                .get("suppressed")
                                .asInt()
                        == 1);

        var job = awaitJob(json(api("POST", "/api/v1/bad-rows/replay", RENAME))
                .get("jobId")
                .asString());

        assertThat(job.get("suppressed").asInt()).isEqualTo(1);
        assertThat(records(Topic.EVENTS_BULK)).isEmpty();
    }

    @Test
    void correctsNoClockOfACallThatWasSentAgain() throws InvalidProtocolBufferException {
        var sentAt = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        var body = "{\"context\":{\"library\":{\"name\":\"analytics.js\"}},\"sentAt\":\"" + sentAt
                + "\",\"timestamp\":\"" + sentAt + "\",\"user_id\":\"u\",\"event\":\"E\",\"messageId\":\"m-1\"}";
        send(to("/v1/track?writeKey=" + writeKey).header("X-Retry-Count", "1").POST(text(body)));

        replayRenamed();

        assertThat(only(Topic.EVENTS_BULK).getTimes().getTimestamp()).isEqualTo(sentAt.toEpochMilli());
    }

    /** Replays the only bad row with its identifier's name put right; gives it as it was before. */
    private JsonNode replayRenamed() {
        await().atMost(SOON)
                .until(() ->
                        json(api("GET", "/api/v1/bad-rows", "")).get("items").size() == 1);
        var id = json(api("GET", "/api/v1/bad-rows", "")).at("/items/0/id").asString();
        var row = json(api("GET", "/api/v1/bad-rows/" + id, ""));
        awaitJob(json(api("POST", "/api/v1/bad-rows/replay", RENAME))
                .get("jobId")
                .asString());
        return row;
    }

    @Test
    void importsAFileByTheBulkLaneAndBalances() {
        var file = new StringBuilder();
        for (int line = 0; line < 1200; line++) {
            file.append(line % 100 == 7 ? "{\"type\":\"track\",\"event\":\"E\"}" : track(line))
                    .append('\n');
        }

        var started = api("POST", "/api/v1/imports?source=" + sourceId, file.toString());

        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        var job = awaitJob(json(started).get("jobId").asString());
        assertThat(job.get("done").asInt()).isEqualTo(1200);
        assertThat(job.get("total").asInt()).isEqualTo(1200);
        assertThat(job.get("accepted").asInt()).isEqualTo(1188);
        assertThat(job.get("refused").asInt()).isEqualTo(12);
        assertThat(records(Topic.EVENTS_BULK)).hasSize(1188);
        assertProblem(api("POST", "/api/v1/imports?source=nobody", "{}"), 404, "not-found");
    }

    @Test
    void streamsTheProgressOfAJobToItsEnd() {
        var started = api("POST", "/api/v1/imports?source=" + sourceId, track(1));

        var events = api("GET", "/api/v1/jobs/" + json(started).get("jobId").asString() + "/events", "");

        assertThat(events.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/event-stream"));
        assertThat(events.body()).contains("\"state\":\"done\"");
    }

    @Test
    void countsEveryCallOnceUnderConcurrentLoad() throws InterruptedException {
        var begin = new CountDownLatch(1);
        try (var clients = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 400)
                    .forEach(request -> clients.execute(() -> {
                        await().until(() -> begin.getCount() == 0);
                        collect(
                                "/v1/batch",
                                "{\"batch\":[" + track(request) + "," + track(request)
                                        + ",{\"type\":\"page\"},{\"type\":\"x\"}]}");
                    }));
            begin.countDown();
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(count("received")).isEqualTo(1600);
        assertThat(count("accepted")).isEqualTo(800);
        assertThat(count("refused")).isEqualTo(800);
        assertThat(count("received")).isEqualTo(count("accepted") + count("refused") + count("suppressed"));
        assertThat(records(Topic.EVENTS)).hasSize(800);
        assertThat(records(Topic.BAD_ROWS)).hasSize(800);
    }

    @Test
    void takesACallFromAnImage() throws InvalidProtocolBufferException {
        var answer = send(to("/pixel/v1/track?writeKey=" + writeKey + "&anonymousId=a&event=Opened&properties.mail=1")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(only(Topic.EVENTS).getProperties().toStringUtf8()).isEqualTo("{\"mail\":\"1\"}");
    }

    private JsonNode awaitJob(String id) {
        await().atMost(SOON.multipliedBy(4))
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/jobs/" + id, ""))
                                .get("state")
                                .asString())
                        .isEqualTo("done"));
        return json(api("GET", "/api/v1/jobs/" + id, ""));
    }

    private static String track(int number) {
        return "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u-" + number + "\"}";
    }
}
