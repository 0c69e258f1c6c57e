package io.tributary.ingestion.source;

import java.util.Locale;

/** What a key of a source is good for. */
public enum KeyKind {
    /** The credential of the collector. */
    WRITE,
    /** Public: good for live personalisation from the source's own web origins, and for nothing else. */
    READ;

    /** The kind's name in the store. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
