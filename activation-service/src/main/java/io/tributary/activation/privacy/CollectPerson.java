package io.tributary.activation.privacy;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Cuts what is kept about a person into pieces of whole lines; ends, and says so, where it would grow without bound. */
final class CollectPerson {

    private static final int PIECE_BYTES = 256 * 1024;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Receipts receipts;
    private final Receipt answer;
    private final StringBuilder piece = new StringBuilder();
    private int pieceBytes;
    private long bytes;
    private long taken;
    private long leftOut;
    private int pieces;

    CollectPerson(Receipts receipts, Receipt answer) {
        this.receipts = receipts;
        this.answer = answer;
    }

    void line(String line) {
        int size = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (size > PIECE_BYTES || bytes + size > MOST_BYTES) {
            leftOut++;
            return;
        }
        if (pieceBytes + size > PIECE_BYTES) {
            send();
        }
        piece.append(line).append('\n');
        pieceBytes += size;
        bytes += size;
        taken++;
    }

    private void send() {
        pieces++;
        receipts.put(List.of(answer.asPiece(pieces, piece.toString())));
        piece.setLength(0);
        pieceBytes = 0;
    }

    long leftOut() {
        return leftOut;
    }

    /** Sends what is left, and the receipt after it. */
    void end() {
        if (pieceBytes > 0) {
            send();
        }
        var detail = leftOut == 0 ? "" : "limit reached, rows left out: " + leftOut;
        receipts.put(List.of(new Receipt(
                answer.tenant(),
                answer.requestId(),
                answer.system(),
                answer.stage(),
                answer.attempt(),
                Receipt.DONE,
                detail,
                taken,
                0,
                pieces,
                "")));
    }
}
