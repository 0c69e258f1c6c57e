package io.tributary.segment.adapter.kafka.privacy;

import com.google.protobuf.ByteString;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.segment.privacy.Answer;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.Pieces;
import java.time.Clock;
import java.util.Locale;

/** Receipts, and pieces sealed for the request, on their topic; each is stored there when a call returns. */
public final class ReceiptTopic implements Pieces {

    private static final String SYSTEM = "segment";

    private final Sending sending;
    private final SealedValues sealed;
    private final Clock realClock;

    public ReceiptTopic(Sending sending, SealedValues sealed, Clock realClock) {
        this.sending = sending;
        this.sealed = sealed;
        this.realClock = realClock;
    }

    @Override
    public void send(PersonRequest request, int number, byte[] lines) {
        send(receipt(request.tenant(), request.id())
                .setStage(request.stage().name().toLowerCase(Locale.ROOT))
                .setAttempt(request.attempt())
                .setState("pending")
                .setPiece(number)
                .setSealedContent(ByteString.copyFrom(sealed.seal(request.tenant(), request.id(), lines))));
    }

    void send(DataRequest asked, Answer answer) {
        var receipt = receipt(asked.getTenant(), asked.getRequestId())
                .setStage(asked.getStage())
                .setAttempt(asked.getAttempt())
                .setDetail(answer.detail())
                .setCount(answer.count());
        send(
                switch (answer) {
                    case Answer.Done _ -> receipt.setState("done");
                    case Answer.DoneBy doneBy ->
                        receipt.setState("done-by").setDoneBy(doneBy.by().toEpochMilli());
                    case Answer.Collected collected -> receipt.setState("done").setPieces(collected.pieces());
                    case Answer.Failed _ -> receipt.setState("failed");
                });
    }

    private DataReceipt.Builder receipt(String tenant, String requestId) {
        return DataReceipt.newBuilder()
                .setTenant(tenant)
                .setRequestId(requestId)
                .setSystem(SYSTEM)
                .setAt(realClock.millis());
    }

    private void send(DataReceipt.Builder receipt) {
        var key = new RecordKey(receipt.getTenant(), receipt.getRequestId());
        sending.send(Topic.RECEIPTS, key, receipt.build().toByteArray());
    }
}
