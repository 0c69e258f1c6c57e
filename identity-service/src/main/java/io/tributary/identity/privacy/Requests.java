package io.tributary.identity.privacy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The store of requests. What another tenant has is not there. All calls block. */
public interface Requests {

    /** Keeps the request, unless one of the same kind for the same subject is unfinished: then answers that one. */
    PrivacyRequest open(NewRequest request);

    Optional<PrivacyRequest> find(String tenant, UUID id);

    /**
     * The newest first.
     *
     * @param after the last one of the page before; empty for the first page
     * @param now real milliseconds, by which is known what is done by a day that has come
     */
    List<PrivacyRequest> list(String tenant, @Nullable RequestState state, Optional<Place> after, int limit, long now);

    /** A place in the list. */
    record Place(long requestedAt, UUID id) {}

    /** What a step comes to: the request as it is then, and whether the systems are to be asked for its stage. */
    record Step(PrivacyRequest request, boolean ask) {}

    /** A step that may fail, which then leaves everything as it was. */
    interface Stepping {

        Step step(PrivacyRequest request);

        /** What becomes of a request whose step failed: it must not be due at once again. */
        PrivacyRequest failed(PrivacyRequest request, RuntimeException fault);
    }

    /**
     * Takes the request that is due the longest a step further, in one transaction with what the step does; none that
     * another instance is at. A step that fails is undone and what becomes of its request is kept, so it holds up no other.
     *
     * @return false when none is due
     */
    boolean stepDue(long now, Stepping stepping);

    /** The same for one request, however long another instance is at it; nothing when there is none. */
    void change(String tenant, UUID id, UnaryOperator<PrivacyRequest> change);

    /** Keeps a piece of what was collected, as it came, while the request is unfinished. */
    void keepPiece(String tenant, UUID id, Piece piece);

    /** How many pieces of an attempt are kept. */
    int pieces(String tenant, UUID id, String system, int attempt);

    /** The piece after this one in the order of the file; empty at its end. */
    Optional<Piece> pieceAfter(String tenant, UUID id, @Nullable Piece before);

    /**
     * Lets pieces go whose request ended before that, and those that no answer stands for; answers how many went, at most
     * so many.
     */
    int dropPieces(long finishedBefore, int most);

    /** Unfinished requests by kind, and how many of them are older than that. */
    Unfinished unfinished(long openedBefore);

    /**
     * What is unfinished.
     *
     * @param oldest tenant and id of the oldest of those that are overdue
     */
    record Unfinished(Map<RequestKind, Long> byKind, long overdue, Optional<String> oldest) {}
}
