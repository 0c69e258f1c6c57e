package io.tributary.ingestion.rows;

import java.util.Arrays;

/**
 * What a row is replaced by when its person was erased while its file waited: as many bytes that stand for nothing, so that
 * every place in the file, every row's number and what was counted stay as they are.
 */
public final class ErasedRow {

    /** The character SUBSTITUTE of ASCII: no call and no row of cells consists of it. */
    public static final byte FILLER = 0x1a;

    private ErasedRow() {}

    public static boolean is(Row row) {
        return is(row.bytes());
    }

    static boolean is(byte[] bytes) {
        for (byte one : bytes) {
            if (one != FILLER) {
                return false;
            }
        }
        return bytes.length > 0;
    }

    /** Writes over a part of some bytes. */
    public static void fill(byte[] bytes, int from, int to) {
        Arrays.fill(bytes, from, to, FILLER);
    }
}
