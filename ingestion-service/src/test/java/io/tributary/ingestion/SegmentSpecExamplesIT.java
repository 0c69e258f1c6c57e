package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.testsupport.PublishedData;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
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

    private void assertStored(List<ConsumerRecord<String, byte[]>> records, int expected)
            throws InvalidProtocolBufferException {
        assertThat(records).hasSize(expected);
        for (var record : records) {
            var stored = AcceptedEvent.parseFrom(record.value());
            var message = sent(stored.getMessageId());
            assertThat(givenBack(stored)).isEqualTo(message);
            for (var part : List.of("properties", "traits", "context", "integrations")) {
                assertBytes(message.get(part), part, stored);
            }
            assertTimes(message, stored.getTimes());
        }
    }

    /** The call as whoever has the stored event can write it again, every member of it. */
    private static JsonNode givenBack(AcceptedEvent stored) {
        var call = stored.getOthers().isEmpty()
                ? JSON.createObjectNode()
                : (ObjectNode) JSON.readTree(stored.getOthers().toStringUtf8());
        if (!call.has("action")) {
            call.put("type", stored.getType().name().toLowerCase(Locale.ROOT));
        }
        call.put("messageId", stored.getMessageId());
        text(call, "userId", stored.getUserId());
        text(call, "anonymousId", stored.getAnonymousId());
        text(call, "groupId", stored.getGroupId());
        text(call, "previousId", stored.getPreviousId());
        text(call, "name", stored.getName());
        if (stored.getType() == CallType.TRACK) {
            call.put("event", stored.getEvent());
        }
        object(call, "properties", stored.getProperties(), stored.getPropertiesAdded());
        object(call, "traits", stored.getTraits(), stored.getTraitsAdded());
        object(call, "context", stored.getContext(), 0);
        object(call, "integrations", stored.getIntegrations(), 0);
        return call;
    }

    private static void text(ObjectNode call, String name, String stored) {
        if (!stored.isEmpty()) {
            call.put(name, stored);
        }
    }

    private static void object(ObjectNode call, String name, ByteString stored, int added) {
        if (stored.isEmpty()) {
            return;
        }
        var object = (ObjectNode) JSON.readTree(stored.toStringUtf8());
        var names = List.copyOf(object.propertyNames());
        object.remove(names.subList(names.size() - added, names.size()));
        if (added == 0 || !object.isEmpty()) {
            call.set(name, object);
        }
    }

    /** Not only the same JSON: the client's own bytes, where nothing was added to them. */
    private static void assertBytes(@Nullable JsonNode part, String name, AcceptedEvent stored) {
        if (part == null || stored.getPropertiesAdded() + stored.getTraitsAdded() > 0) {
            return;
        }
        var bytes = switch (name) {
            case "properties" -> stored.getProperties();
            case "traits" -> stored.getTraits();
            case "context" -> stored.getContext();
            default -> stored.getIntegrations();
        };
        if (!bytes.isEmpty()) {
            assertThat(bytes.toStringUtf8()).isEqualTo(JSON.writeValueAsString(part));
        }
    }

    /** All examples that say when they were sent are of browsers, whose clocks are corrected. */
    private void assertTimes(JsonNode message, EventTimes times) {
        var said = message.path("originalTimestamp")
                .asString(message.path("timestamp").asString(""));
        var sentAt = message.path("sentAt").asString("");
        assertThat(Instant.ofEpochMilli(times.getReceivedAt())).isBetween(begun, Instant.now());
        assertThat(times.hasOriginalTimestamp()).isEqualTo(!said.isEmpty());
        assertThat(times.hasSentAt()).isEqualTo(!sentAt.isEmpty());
        assertThat(times.getClamped()).isFalse();
        if (said.isEmpty()) {
            assertThat(times.getTimestamp()).isEqualTo(times.getReceivedAt());
            return;
        }
        long original = Instant.parse(said).toEpochMilli();
        long sent = Instant.parse(sentAt).toEpochMilli();
        assertThat(times.getOriginalTimestamp()).isEqualTo(original);
        assertThat(times.getSentAt()).isEqualTo(sent);
        assertThat(times.getTimestamp()).isEqualTo(times.getReceivedAt() - (sent - original));
    }

    private JsonNode sent(String messageId) {
        var message = sent.get(messageId);
        assertThat(message).as(messageId).isNotNull();
        return Objects.requireNonNull(message);
    }

    private static List<String> examples() throws IOException {
        return Files.readAllLines(PublishedData.file("events/segment_spec_examples.jsonl"));
    }
}
