package io.tributary.ingestion.mapping;

/** What a mapping makes of one row. */
@SuppressWarnings("ArrayRecordComponent") // The bytes are handed on once: nobody compares them.
public sealed interface MappedRow {

    /** A call, not judged yet. */
    record Call(byte[] json) implements MappedRow {}

    /** The row has more or fewer cells than the header, so nobody knows which cell belongs to which column. */
    record Ragged(int expected, int found) implements MappedRow {}

    /**
     * A cell cannot be cast.
     *
     * @param column its name in the header
     * @param pointer to the field that it should become
     * @param wanted what it should be, in words
     * @param json the call with that cell as text, for a repair
     */
    record BadCell(String column, String pointer, String wanted, byte[] json) implements MappedRow {}
}
