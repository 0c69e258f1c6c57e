package io.tributary.identity;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admin's hands, and the other systems of the suite as far as they answer privacy requests. */
final class PrivacyBed {

    static final Duration BOUND = Duration.ofSeconds(60);
    static final List<String> OTHERS = List.of("ingestion", "segment", "activation");
    private static final String PATH = "/api/v1/privacy/requests";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Bed bed = Bed.get();
    final SealedValues seals = new SealedValues(new byte[32], new SecureRandom());
    private final Set<String> answered = new HashSet<>();
    private final String tenant;

    PrivacyBed(String tenant) {
        this.tenant = tenant;
    }

    WebTestClient.ResponseSpec post(String role, Map<String, ?> body, String key) {
        return bed.client(tenant, role)
                .post()
                .uri(PATH)
                .header("Idempotency-Key", key)
                .bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec get(String role, String path) {
        return bed.client(tenant, role).get().uri(PATH + path).exchange();
    }

    /** The id of a request that was taken. */
    String ask(Map<String, ?> body) {
        var answer = post("admin", body, "k" + System.nanoTime())
                .expectStatus()
                .isAccepted()
                .expectBody(String.class)
                .returnResult();
        var id = JSON.readTree(Objects.requireNonNull(answer.getResponseBody()))
                .path("id")
                .asString();
        if (!Objects.equals(answer.getResponseHeaders().getFirst("Location"), PATH + "/" + id)) {
            throw new AssertionError("Location " + answer.getResponseHeaders());
        }
        return id;
    }

    JsonNode request(String id) {
        return JSON.readTree(Objects.requireNonNull(get("admin", "/" + id)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    /** What the systems were asked so far. */
    List<DataRequest> asked(String id) {
        return bed.records(Topic.REQUESTS, tenant).stream()
                .map(it -> {
                    try {
                        return DataRequest.parseFrom(it.value());
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(it -> it.getRequestId().equals(id))
                .toList();
    }

    /** Waits until a stage is asked for. */
    DataRequest asked(String id, String stage) {
        await().atMost(BOUND)
                .until(() -> asked(id).stream().anyMatch(it -> it.getStage().equals(stage)));
        return asked(id).stream()
                .filter(it -> it.getStage().equals(stage))
                .toList()
                .getLast();
    }

    void answer(DataRequest asked, String system, String state, long count) {
        send(receipt(asked, system, state).setCount(count));
    }

    DataReceipt.Builder receipt(DataRequest asked, String system, String state) {
        return DataReceipt.newBuilder()
                .setTenant(tenant)
                .setRequestId(asked.getRequestId())
                .setSystem(system)
                .setState(state)
                .setStage(asked.getStage())
                .setAttempt(asked.getAttempt())
                .setAt(System.currentTimeMillis());
    }

    void send(DataReceipt.Builder receipt) {
        bed.sendRaw(
                Topic.RECEIPTS,
                new RecordKey(tenant, receipt.getRequestId()).text(),
                receipt.build().toByteArray());
    }

    void piece(DataRequest asked, String system, int number, String lines) {
        byte[] sealed = seals.seal(tenant, asked.getRequestId(), lines.getBytes(StandardCharsets.UTF_8));
        send(receipt(asked, system, "pending").setPiece(number).setSealedContent(ByteString.copyFrom(sealed)));
    }

    /** All others have done this stage. */
    void allDone(DataRequest asked) {
        if (answered.add(asked.getRequestId() + asked.getStage() + asked.getAttempt())) {
            OTHERS.forEach(it -> answer(asked, it, "done", 0));
        }
    }

    /** Every other system does every stage at once; answers the request as it is then. */
    JsonNode finished(String id) {
        await().atMost(BOUND).until(() -> {
            asked(id).forEach(this::allDone);
            return !request(id).path("state").asString().equals("running");
        });
        return request(id);
    }
}
