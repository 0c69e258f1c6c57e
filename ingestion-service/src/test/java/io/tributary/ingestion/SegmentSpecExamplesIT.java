package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The 75 published examples of the protocol through the door, from the folder that {@code TRIBUTARY_DATA} names: what is
 * right is stored as sent, what is wrong is repaired and stored then.
 */
class SegmentSpecExamplesIT extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, JsonNode> sent = new HashMap<>();

    @Test
    void acceptsTheRightOnesAsSentAndTheOthersOnceTheyAreRepaired() throws IOException {
        // given
        var refused = sendAll();
        assertThat(refused).hasSize(10);
        assertStored(records(Topic.EVENTS), 65);
        await().atMost(PATIENCE).until(() -> rows().size() == 10);
        assertThat(rows()).allMatch(it -> it.get("kind").asString().equals("no-identifier"));
        var misspelled = refused.stream().filter(it -> sent(it).has("user_id")).toList();
        var nobody = refused.stream().filter(it -> !sent(it).has("user_id")).toList();
        assertThat(misspelled).hasSize(6);
        assertThat(nobody).hasSize(4);

        // when
        replay(misspelled, "[{\"op\":\"rename\",\"pointer\":\"/user_id\",\"to\":\"userId\"}]");
        replay(nobody, "[{\"op\":\"set\",\"pointer\":\"/anonymousId\",\"value\":\"nobody\"}]");

        // then
        misspelled.forEach(it -> ((ObjectNode) sent(it)).set("userId", ((ObjectNode) sent(it)).remove("user_id")));
        nobody.forEach(it -> ((ObjectNode) sent(it)).put("anonymousId", "nobody"));
        assertStored(records(Topic.EVENTS_BULK), 10);
        assertThat(rows()).noneMatch(it -> it.get("replayedBy").isNull());
    }

    /** Each example on the route of its type, with an id of ours where it has none or another's; gives the refused ids. */
    private List<String> sendAll() throws IOException {
        var refused = new ArrayList<String>();
        for (var line : examples()) {
            var message = (ObjectNode) JSON.readTree(line).get("message");
            if (!message.path("messageId").isString()
                    || sent.containsKey(message.get("messageId").asString())) {
                message.put("messageId", "example-" + sent.size());
            }
            var id = message.get("messageId").asString();
            var type = message.path("type").asString(message.path("action").asString(""));
            var answer = json(collect("/v1/" + type, JSON.writeValueAsString(message)));
            assertThat(answer.get("success").asBoolean()).isTrue();
            sent.put(id, message);
            if (answer.get("accepted").asInt() == 0) {
                assertThat(answer.at("/rejected/0/code").asString()).isEqualTo("no_identifier");
                refused.add(id);
            }
        }
        assertThat(sent).hasSize(75);
        return refused;
    }

    private void replay(List<String> ids, String repair) {
        var rowIds = rows().stream()
                .filter(it -> ids.contains(it.get("messageId").asString()))
                .map(it -> it.get("id").asString())
                .toList();
        var request = "{\"ids\":" + JSON.writeValueAsString(rowIds) + ",\"repair\":" + repair + "}";
        var trial = json(api("POST", "/api/v1/bad-rows/replay?dryRun=true", request));
        assertThat(trial.get("accepted").asInt()).isEqualTo(ids.size());
        var job = json(api("POST", "/api/v1/bad-rows/replay", request))
                .get("jobId")
                .asString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/jobs/" + job, ""))
                                .get("state")
                                .asString())
                        .isEqualTo("done"));
        assertThat(json(api("GET", "/api/v1/jobs/" + job, "")).get("accepted").asInt())
                .isEqualTo(ids.size());
    }

    private List<JsonNode> rows() {
        var rows = new ArrayList<JsonNode>();
        json(api("GET", "/api/v1/bad-rows?limit=500", "")).get("items").forEach(rows::add);
        return rows;
    }

    private void assertStored(
            List<org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]>> records, int expected)
            throws InvalidProtocolBufferException {
        assertThat(records).hasSize(expected);
        for (var record : records) {
            var stored = AcceptedEvent.parseFrom(record.value());
            var message = sent(stored.getMessageId());
            assertThat(stored.getUserId()).isEqualTo(message.path("userId").asString(""));
            assertThat(stored.getAnonymousId())
                    .isEqualTo(message.path("anonymousId").asString(""));
            assertThat(stored.getGroupId()).isEqualTo(message.path("groupId").asString(""));
            assertThat(stored.getPreviousId())
                    .isEqualTo(message.path("previousId").asString(""));
            assertSame(message.get("context"), stored.getContext());
            assertSame(message.get("integrations"), stored.getIntegrations());
            switch (stored.getType()) {
                case TRACK -> {
                    assertThat(stored.getEvent())
                            .isEqualTo(message.path("event").asString());
                    assertSame(message.get("properties"), stored.getProperties());
                }
                case PAGE, SCREEN ->
                    assertThat(stored.getName()).isEqualTo(message.path("name").asString(""));
                case IDENTIFY, GROUP -> assertSame(message.get("traits"), stored.getTraits());
                default -> assertThat(stored.getPreviousId()).isNotEmpty();
            }
        }
    }

    private static void assertSame(@Nullable JsonNode message, ByteString stored) {
        assertThat(stored.toStringUtf8()).isEqualTo(message == null ? "" : JSON.writeValueAsString(message));
    }

    private JsonNode sent(String messageId) {
        var message = sent.get(messageId);
        assertThat(message).as(messageId).isNotNull();
        return java.util.Objects.requireNonNull(message);
    }

    private static List<String> examples() throws IOException {
        var data = System.getenv("TRIBUTARY_DATA");
        assumeThat(data)
                .as("TRIBUTARY_DATA names no folder, so the published examples are not sent")
                .isNotNull();
        return Files.readAllLines(Path.of(String.valueOf(data), "events", "segment_spec_examples.jsonl"));
    }
}
