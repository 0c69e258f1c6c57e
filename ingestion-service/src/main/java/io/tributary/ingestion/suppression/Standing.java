package io.tributary.ingestion.suppression;

import java.time.Instant;

/** What the door knows about one identifier at one instant. */
public sealed interface Standing {

    /** Nothing stands against it. */
    record Free() implements Standing {}

    /** It stays out, whatever the call says. */
    record Blocked() implements Standing {}

    /** It was erased at that instant and stays out, unless its person comes back by a word of their own. */
    record Erased(Instant since) implements Standing {}

    default boolean isFree() {
        return this instanceof Free;
    }
}
