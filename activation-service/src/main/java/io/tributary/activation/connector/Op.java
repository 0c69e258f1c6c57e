package io.tributary.activation.connector;

import java.util.Locale;

/** The two things that can be done with a row at a destination; both are set operations, so repeating one is harmless. */
public enum Op {
    ADD,
    REMOVE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
