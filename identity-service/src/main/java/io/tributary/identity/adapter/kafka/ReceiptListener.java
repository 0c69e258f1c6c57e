package io.tributary.identity.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.identity.privacy.Answer;
import io.tributary.identity.privacy.AnswerState;
import io.tributary.identity.privacy.Piece;
import io.tributary.identity.privacy.RunRequests;
import io.tributary.identity.privacy.Stage;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;

/**
 * What systems answered, one record after the other; the offset is committed when the store has it. A record that is no
 * receipt, or one of another tenant than its key's, is counted and left.
 */
public final class ReceiptListener implements MessageListener<String, byte[]> {

    /** The consumer group: all instances share the receipts. */
    public static final String GROUP = "cdp-identity-receipts";

    private static final int LONGEST_DETAIL = 500;

    private final RunRequests requests;
    private final RunRequests.Watch watch;

    public ReceiptListener(RunRequests requests, RunRequests.Watch watch) {
        this.requests = requests;
        this.watch = watch;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        var receipt = read(record);
        receipt.ifPresentOrElse(this::receive, () -> watch.ignored("unreadable"));
    }

    private static Optional<DataReceipt> read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || record.key() == null) {
            return Optional.empty();
        }
        try {
            var receipt = DataReceipt.parseFrom(record.value());
            UUID.fromString(receipt.getRequestId());
            return Optional.of(receipt)
                    .filter(it -> !it.getTenant().isEmpty()
                            && record.key().equals(new RecordKey(it.getTenant(), it.getRequestId()).text())
                            && Stage.labelled(it.getStage()).isPresent()
                            && AnswerState.labelled(it.getState()).isPresent());
        } catch (InvalidProtocolBufferException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void receive(DataReceipt receipt) {
        var id = UUID.fromString(receipt.getRequestId());
        if (receipt.getPiece() > 0) {
            requests.receive(
                    receipt.getTenant(),
                    id,
                    new Piece(
                            receipt.getSystem(),
                            receipt.getAttempt(),
                            receipt.getPiece(),
                            receipt.getSealedContent().toByteArray()));
        } else {
            requests.receive(receipt.getTenant(), id, answer(receipt));
        }
    }

    private static Answer answer(DataReceipt receipt) {
        var detail = receipt.getDetail();
        return new Answer(
                Stage.labelled(receipt.getStage()).orElseThrow(),
                receipt.getSystem(),
                receipt.getAttempt(),
                AnswerState.labelled(receipt.getState()).orElseThrow(),
                receipt.hasDoneBy() ? receipt.getDoneBy() : null,
                detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)),
                receipt.getCount(),
                receipt.getPieces(),
                receipt.getAt());
    }
}
