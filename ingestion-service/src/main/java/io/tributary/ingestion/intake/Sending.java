package io.tributary.ingestion.intake;

/** What the route and the headers of a request say about its times. */
public enum Sending {
    FIRST,
    /** The same request again, because no answer came or one that asked for it. */
    AGAIN,
    /** By a server, whatever its library is called: its clock is trusted. */
    BY_SERVER,
    /** Old events from an archive: they take the bulk lane, and their clocks are not ours to correct. */
    REPLAY
}
