package io.tributary.activation.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Erasures as they are worked off, one holder at a time each. */
public interface ErasureQueue {

    /**
     * One destination's part of one request.
     *
     * @param holder who took it: nothing is written for one who lost it to another
     */
    record Erasure(
            String requestId,
            String destinationId,
            int attempt,
            long removed,
            int failures,
            String holder,
            Subject subject) {}

    /** Takes those that are due, for a while. */
    List<Erasure> take(String holder, Instant now, Instant until, int limit);

    /** The audiences of the destination that have rows of the person. */
    List<String> audiences(Erasure erasure, Collection<String> sent);

    /** So many rows more were taken out; holds it for longer, and says whether it is still held. */
    boolean removed(Erasure erasure, long rows, Instant until);

    /** The destination has forgotten the person; receipts are stated with it. */
    void done(Erasure erasure, String detail, Collection<String> sent);

    /** Not yet: tried again at an instant; a reason that is new is stated. */
    void postpone(Erasure erasure, String reason, Instant until);
}
