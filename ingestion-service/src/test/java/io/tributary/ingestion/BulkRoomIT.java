package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.Topic;
import io.tributary.embedded.SharedBackends;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Files wait for identity, whose place in the bulk lane is moved by hand here. */
@TestPropertySource(properties = "cdp.ingestion.jobs.ahead=1000")
class BulkRoomIT extends RunningService {

    private static final String IDENTITY = "cdp-identity-bulk";
    private static final int ROWS = 5_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBackends.kafkaBootstrap()));

    @BeforeEach
    void resolveWhatIsThere() throws ExecutionException, InterruptedException {
        var partitions =
                admin.describeTopics(List.of(Topic.EVENTS_BULK.wireName())).allTopicNames().get().values().stream()
                        .flatMap(it ->
                                it.partitions().stream().map(part -> new TopicPartition(it.name(), part.partition())))
                        .toList();
        var ends = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), it -> OffsetSpec.latest())))
                .all()
                .get();
        admin.alterConsumerGroupOffsets(
                        IDENTITY,
                        ends.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        it -> new OffsetAndMetadata(
                                                it.getValue().offset()))))
                .all()
                .get();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    /** A chunk has a thousand rows: the second one is read because no more than a thousand wait, the third is not. */
    @Test
    void standsStillWhileTooManyRowsWaitAndThenGoesOn() throws ExecutionException, InterruptedException {
        var id = start("?source=" + sourceId);
        double before = held();
        await().atMost(LONG).until(() -> held() > before);

        assertThat(job(id, "state")).isEqualTo("running");
        assertThat(job(id, "done")).isEqualTo("2000");

        for (int resolved = 2_000; resolved < ROWS; resolved += 2_000) {
            int more = Math.min(ROWS, resolved + 2_000);
            resolveWhatIsThere();
            await().atMost(LONG).until(() -> job(id, "done").equals(Integer.toString(more)));
        }
        await().atMost(LONG).until(() -> job(id, "state").equals("done"));
        assertThat(job(id, "accepted")).isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void triesAFileOutAndCancelsAnotherWhileTheLaneIsFull() {
        var waiting = start("?source=" + sourceId);
        await().atMost(LONG).until(() -> job(waiting, "done").equals("2000"));

        var trial = start("?dryRun=true&source=" + sourceId);

        assertThat(api("POST", "/api/v1/jobs/" + waiting + "/cancel", "").statusCode())
                .isEqualTo(202);
        await().atMost(LONG).until(() -> job(waiting, "state").equals("cancelled"));
        await().atMost(LONG).until(() -> job(trial, "state").equals("done"));
        assertThat(job(trial, "accepted")).isEqualTo(Integer.toString(ROWS));
    }

    private String start(String query) {
        var file = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}\n".repeat(ROWS);
        var started = api("POST", "/api/v1/imports" + query, file);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return json(started).get("jobId").asString();
    }

    private String job(String id, String field) {
        return json(api("GET", "/api/v1/jobs/" + id, "")).get(field).asString();
    }
}
