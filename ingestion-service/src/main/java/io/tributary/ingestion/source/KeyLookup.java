package io.tributary.ingestion.source;

/** What a write key opens. */
public sealed interface KeyLookup {

    record Found(Source source) implements KeyLookup {}

    /** The key is right and its source is switched off. */
    record Disabled() implements KeyLookup {}

    /** No source has this key, or it was rotated out. */
    record Unknown() implements KeyLookup {}
}
