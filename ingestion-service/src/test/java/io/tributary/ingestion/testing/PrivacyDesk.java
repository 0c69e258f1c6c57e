package io.tributary.ingestion.testing;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.SubjectIdentifier;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import io.tributary.embedded.SharedBackends;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Plays identity-service and activation-service on the topics of privacy requests. */
public final class PrivacyDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int ATTEMPTS = 5;

    private final String tenant;
    private final Producer<String, byte[]> producer;
    private final KeyedDigest digest = new KeyedDigest(Servers.secret());
    private final SealedValues seal = new SealedValues(Servers.secret(), new SecureRandom());
    private final TopicReader topics = new TopicReader(SharedBackends.kafkaBootstrap());

    public PrivacyDesk(String tenant, Producer<String, byte[]> producer) {
        this.tenant = tenant;
        this.producer = producer;
    }

    /** A request and the identifiers of its person, by namespace. */
    public record Asked(String id, List<Map.Entry<String, String>> identifiers) {}

    /** Puts the person on the suppression list, as an erasure does. */
    public void erased(Asked asked) {
        for (var identifier : asked.identifiers()) {
            byte[] subject = digest.of(tenant, identifier.getKey(), identifier.getValue());
            var record = SuppressedSubject.newBuilder()
                    .setTenant(tenant)
                    .setNamespace(identifier.getKey())
                    .setDigest(ByteString.copyFrom(subject))
                    .addEntries(SuppressionEntry.newBuilder()
                            .setScope("global")
                            .setKind("erasure")
                            .setFrom(Instant.now().toEpochMilli())
                            .setEffect(SuppressionEffect.BLOCK));
            send(
                    Topic.SUPPRESSIONS,
                    HexFormat.of().formatHex(subject),
                    record.build().toByteArray());
        }
    }

    public void ask(Asked asked, String kind, String stage, int attempt) {
        send(request(asked, kind, stage, attempt));
    }

    private DataRequest.Builder request(Asked asked, String kind, String stage, int attempt) {
        var request = DataRequest.newBuilder()
                .setTenant(tenant)
                .setRequestId(asked.id())
                .setKind(kind)
                .setStage(stage)
                .setAttempt(attempt)
                .setAt(Instant.now().toEpochMilli());
        asked.identifiers()
                .forEach(it -> request.addIdentifiers(SubjectIdentifier.newBuilder()
                        .setNamespace(it.getKey())
                        .setDigest(ByteString.copyFrom(digest.of(tenant, it.getKey(), it.getValue())))
                        .setSealedValue(ByteString.copyFrom(
                                seal.seal(tenant, asked.id(), it.getValue().getBytes(StandardCharsets.UTF_8))))));
        return request;
    }

    private void send(DataRequest.Builder request) {
        send(Topic.REQUESTS, request.getRequestId(), request.build().toByteArray());
    }

    private void send(Topic topic, String own, byte[] value) {
        var ignored = producer.send(new ProducerRecord<>(topic.wireName(), new RecordKey(tenant, own).text(), value));
    }

    /** Asks, and waits for the answer to that attempt. */
    public DataReceipt answer(Asked asked, String kind, String stage, int attempt) {
        ask(asked, kind, stage, attempt);
        return await().atMost(PATIENCE)
                .until(() -> last(asked, stage, attempt), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<DataReceipt> last(Asked asked, String stage, int attempt) {
        return receipts(asked).stream()
                .filter(it -> it.getStage().equals(stage) && it.getAttempt() == attempt)
                .filter(it -> !it.getState().equals("pending"))
                .findFirst();
    }

    /** Asks, and asks again while it fails, as identity-service does. */
    public DataReceipt done(Asked asked, String kind, String stage) {
        int first = 1
                + receipts(asked).stream()
                        .filter(it -> it.getStage().equals(stage))
                        .mapToInt(DataReceipt::getAttempt)
                        .max()
                        .orElse(0);
        var answer = answer(asked, kind, stage, first);
        for (int attempt = first + 1; answer.getState().equals("failed") && attempt < first + ATTEMPTS; attempt++) {
            answer = answer(asked, kind, stage, attempt);
        }
        return answer;
    }

    /** Takes a request back. */
    public void lifted(Asked asked, String kind) {
        send(request(asked, "lift", "gate", 100).setLiftedKind(kind));
        await().atMost(PATIENCE).until(() -> last(asked, "gate", 100).isPresent());
    }

    /** What was answered so far, pieces included. */
    public List<DataReceipt> receipts(Asked asked) {
        var key = new RecordKey(tenant, asked.id()).text();
        return topics.all(Topic.RECEIPTS).stream()
                .filter(it -> it.key().equals(key))
                .map(it -> parsed(it.value()))
                .toList();
    }

    /** The lines of all pieces of an answer. */
    public List<String> collected(Asked asked, DataReceipt answer) {
        return receipts(asked).stream()
                .filter(it -> it.getPiece() > 0 && it.getAttempt() == answer.getAttempt())
                .flatMap(it -> open(asked, it).lines())
                .toList();
    }

    private String open(Asked asked, DataReceipt piece) {
        byte[] content = seal.open(tenant, asked.id(), piece.getSealedContent().toByteArray())
                .orElseThrow();
        return new String(content, StandardCharsets.UTF_8);
    }

    private static DataReceipt parsed(byte[] value) {
        try {
            return DataReceipt.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
