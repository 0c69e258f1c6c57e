package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.SubjectIdentifier;
import io.tributary.ingestion.person.NotYet;
import io.tributary.ingestion.person.PersonRequest;
import io.tributary.ingestion.person.RequestKind;
import io.tributary.ingestion.person.Stage;
import io.tributary.ingestion.person.StageAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Privacy requests and receipts as records: the values are opened on the way in, what is handed over is sealed on the way out. */
public final class RequestRecords {

    private static final String SYSTEM = "ingestion";
    private static final int MAX_DETAIL = 500;

    private final SealedValues seal;
    private final InstantSource realClock;

    public RequestRecords(SealedValues seal, InstantSource realClock) {
        this.seal = seal;
        this.realClock = realClock;
    }

    /** Fails with {@link NotYet} where this service cannot know what is asked. */
    PersonRequest read(DataRequest wire, Instant askedAt) {
        return new PersonRequest(
                wire.getTenant(),
                wire.getRequestId(),
                RequestKind.named(wire.getKind())
                        .orElseThrow(() -> new NotYet("this version does not know requests of that kind")),
                lifted(wire),
                Stage.named(wire.getStage()).orElseThrow(() -> new NotYet("this version does not know that stage")),
                wire.getAttempt(),
                Instant.ofEpochMilli(wire.getAt()),
                askedAt,
                wire.getIdentifiersList().stream().map(it -> known(wire, it)).toList(),
                wire.getProfileIdsList());
    }

    private static @Nullable RequestKind lifted(DataRequest wire) {
        return wire.getLiftedKind().isEmpty()
                ? null
                : RequestKind.named(wire.getLiftedKind())
                        .orElseThrow(() -> new NotYet("this version does not know what is lifted"));
    }

    private PersonRequest.Known known(DataRequest wire, SubjectIdentifier identifier) {
        byte[] value = seal.open(
                        wire.getTenant(),
                        wire.getRequestId(),
                        identifier.getSealedValue().toByteArray())
                .orElseThrow(
                        () -> new NotYet("the values cannot be opened: is the platform secret everywhere the same?"));
        return new PersonRequest.Known(
                identifier.getNamespace(),
                identifier.getDigest().toByteArray(),
                new String(value, StandardCharsets.UTF_8));
    }

    ProducerRecord<String, byte[]> answered(DataRequest wire, StageAnswer answer) {
        var receipt = receipt(wire)
                .setState("done")
                .setCount(answer.count())
                .setDetail(answer.detail())
                .setPieces(answer.pieces());
        var doneBy = answer.doneBy();
        if (doneBy != null) {
            receipt.setState("done-by").setDoneBy(doneBy.toEpochMilli());
        }
        return record(receipt);
    }

    ProducerRecord<String, byte[]> failed(DataRequest wire, String detail) {
        return record(receipt(wire)
                .setState("failed")
                .setDetail(detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "…" : detail));
    }

    ProducerRecord<String, byte[]> piece(DataRequest wire, int number, byte[] content) {
        byte[] sealed = seal.seal(wire.getTenant(), wire.getRequestId(), content);
        return record(receipt(wire).setState("pending").setPiece(number).setSealedContent(ByteString.copyFrom(sealed)));
    }

    private DataReceipt.Builder receipt(DataRequest wire) {
        return DataReceipt.newBuilder()
                .setTenant(wire.getTenant())
                .setRequestId(wire.getRequestId())
                .setSystem(SYSTEM)
                .setStage(wire.getStage())
                .setAttempt(wire.getAttempt())
                .setAt(realClock.millis());
    }

    private static ProducerRecord<String, byte[]> record(DataReceipt.Builder receipt) {
        return new ProducerRecord<>(
                Topic.RECEIPTS.wireName(),
                new RecordKey(receipt.getTenant(), receipt.getRequestId()).text(),
                receipt.build().toByteArray());
    }
}
