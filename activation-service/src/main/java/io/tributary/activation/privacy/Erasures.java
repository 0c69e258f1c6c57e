package io.tributary.activation.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The queue of what destinations have to forget; it survives everything until each has confirmed. */
public interface Erasures {

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

    /**
     * Queues the request for the destinations that hold, or ever held, rows of the person, and states for each how far it
     * is, and for this service whether all are done. A repetition queues nothing twice.
     */
    void ask(PersonRequest request, Collection<String> sent);

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

    /** Destinations of the request that have not confirmed, and rows of the person that a destination may still have. */
    long unfinished(PersonRequest request, Collection<String> sent);

    /** How many wait, for the measurement. */
    long open();
}
