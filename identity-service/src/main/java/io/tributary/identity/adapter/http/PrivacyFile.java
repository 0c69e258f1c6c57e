package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.identity.privacy.Piece;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.RequestKind;
import io.tributary.identity.privacy.Requests;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The file of an access request, opened piece by piece as it is read: it lies nowhere in the clear. */
public final class PrivacyFile {

    private final Requests requests;
    private final SealedValues seals;
    private final Duration kept;
    private final Clock realClock;

    public PrivacyFile(Requests requests, SealedValues seals, Duration kept, Clock realClock) {
        this.requests = requests;
        this.seals = seals;
        this.kept = kept;
        this.realClock = realClock;
    }

    /** Refuses a request that has no file, none yet, or none any more. */
    PrivacyRequest ready(PrivacyRequest request) {
        if (request.kind() != RequestKind.ACCESS) {
            throw new ProblemException(ProblemType.NOT_FOUND, "Only an access request has a file.");
        }
        var finished = request.finishedAt();
        if (finished == null) {
            throw new ProblemException(ProblemType.CONFLICT, "Not all systems have answered: see waitsFor.");
        }
        if (finished + kept.toMillis() <= realClock.millis()) {
            throw new ProblemException(ProblemType.GONE, "The file was kept for " + kept + ": ask again.");
        }
        return request;
    }

    /** Blocks; the piece after this one, null at the end. */
    @Nullable
    Part after(PrivacyRequest request, @Nullable Piece before) {
        var piece = requests.pieceAfter(request.tenant(), request.id(), before).orElse(null);
        return piece == null
                ? null
                : new Part(
                        piece,
                        seals.open(request.tenant(), request.id().toString(), piece.sealed())
                                .orElseThrow(() -> new IllegalStateException("a piece is sealed for another request")));
    }

    /** An opened piece. */
    static final class Part {

        private final Piece piece;
        private final byte[] lines;

        private Part(Piece piece, byte[] lines) {
            this.piece = piece;
            this.lines = lines;
        }

        Piece piece() {
            return piece;
        }

        /** UTF-8, one JSON object a line; the bytes themselves, not a copy. */
        byte[] lines() {
            return lines;
        }
    }
}
