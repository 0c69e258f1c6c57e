package io.tributary.ingestion.source;

/** What came of adding a key to a source. */
public sealed interface KeyAddition {

    /** Stored; the source as it is now. */
    record Added(Source source) implements KeyAddition {}

    /** Nothing was stored. */
    sealed interface NotAdded extends KeyAddition {}

    record NoSuchSource() implements NotAdded {}

    /** The key that was to be replaced is not there. */
    record NoSuchKey() implements NotAdded {}

    /** As many keys of the kind are good already: revoke one first. */
    record TooMany(int limit) implements NotAdded {}

    /** A read key is bound to web origins, and the source names none. */
    record NeedsOrigins() implements NotAdded {}
}
