package io.tributary.ingestion.intake;

/** How often a client has sent a request before, as far as it says. */
public enum Sending {
    FIRST,
    /** The same request again, because no answer came or one that asked for it. */
    AGAIN,
    /** Old events from an archive: they take the bulk lane, and their clocks are not ours to correct. */
    REPLAY
}
