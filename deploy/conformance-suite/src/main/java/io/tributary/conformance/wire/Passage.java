package io.tributary.conformance.wire;

/** Decides what becomes of a reply that the endpoint has given and the client has not seen yet. */
@FunctionalInterface
public interface Passage {

    /** What may become of it. */
    enum Fate {
        DELIVER,
        /** The client never sees it: its connection is cut. */
        LOSE
    }

    /** Every reply is delivered. */
    Passage OPEN = exchange -> Fate.DELIVER;

    /** Called on the connection's own thread, which may wait as long as it likes. */
    Fate of(Exchange exchange);
}
