package io.tributary.ingestion.rows;

/**
 * One row as its bytes, without its line end.
 *
 * @param number counts rows from 1, the header included
 * @param line where it begins, counted from 1
 * @param bytes at most {@link RowCutter#MAX_ROW} of them
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the row: nobody compares rows.
public record Row(long number, long line, byte[] bytes, Flaw flaw) {

    /** What is wrong with the bytes, before anybody reads them. */
    public enum Flaw {
        NONE,
        /** It has more bytes than a row may have; the rest of its line was passed over. */
        TOO_LONG,
        /** A quote is not closed, or text follows a closing quote. The row ends with its first line. */
        BROKEN_QUOTES
    }
}
