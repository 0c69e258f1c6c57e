package io.tributary.identity.graph;

/**
 * How an event came in: an erasure judges it by that, never by the time that the event gives itself.
 *
 * @param receivedAt suite milliseconds at which it was accepted
 * @param evidenced whether it is an identify in which the person grants a purpose
 */
public record Arrival(long receivedAt, boolean evidenced) {

    /** Came in when it happened, and grants nothing. */
    public static Arrival at(long time) {
        return new Arrival(time, false);
    }
}
