package io.tributary.activation.privacy;

import java.util.Collection;

/** What destinations have to forget; it survives everything until each has confirmed. */
public interface Erasures {

    /**
     * Queues the request for the destinations that hold, or ever held, rows of the person, and states for each how far it
     * is, and for this service whether all are done. A repetition queues nothing twice.
     */
    void ask(PersonRequest request, Collection<String> sent);

    /** Destinations of the request that have not confirmed, and rows of the person that a destination may still have. */
    long unfinished(PersonRequest request, Collection<String> sent);

    /** How many wait, for the measurement. */
    long open();
}
