package io.tributary.activation.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.activation.privacy.Receipt;
import io.tributary.activation.privacy.ReceiptStatements;
import io.tributary.activation.suppression.Statements.Content;
import io.tributary.activation.suppression.Statements.Statement;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.DataReceipt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Writes receipts as protobuf, and seals what they carry. */
public final class ProtoReceipts implements ReceiptStatements {

    private final SealedValues sealed;
    private final Clock realClock;

    public ProtoReceipts(SealedValues sealed, Clock realClock) {
        this.sealed = sealed;
        this.realClock = realClock;
    }

    @Override
    public Statement of(Receipt receipt) {
        var wire = DataReceipt.newBuilder()
                .setTenant(receipt.tenant())
                .setRequestId(receipt.requestId())
                .setSystem(receipt.system())
                .setStage(receipt.stage())
                .setAttempt(receipt.attempt())
                .setState(receipt.state())
                .setDetail(receipt.detail())
                .setCount(receipt.count())
                .setPiece(receipt.piece())
                .setPieces(receipt.pieces())
                .setAt(realClock.millis());
        if (receipt.piece() > 0) {
            byte[] lines = receipt.lines().getBytes(StandardCharsets.UTF_8);
            wire.setSealedContent(ByteString.copyFrom(sealed.seal(receipt.tenant(), receipt.requestId(), lines)));
        }
        return new Statement(
                Topic.RECEIPTS.wireName(),
                new RecordKey(receipt.tenant(), receipt.requestId()).text(),
                new Content(wire.build().toByteArray()));
    }
}
