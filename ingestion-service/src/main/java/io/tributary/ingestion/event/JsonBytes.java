package io.tributary.ingestion.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of valid UTF-8 JSON inside a larger array that nobody writes to any more. Shares the array, so an event costs no
 * copy until it is written to the log.
 */
public final class JsonBytes {

    private final byte[] array;
    private final int from;
    private final int to;

    public JsonBytes(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    public static JsonBytes of(byte[] whole) {
        return new JsonBytes(whole, 0, whole.length);
    }

    /** The shared array; the piece starts at {@link #from}. */
    public byte[] array() {
        return array;
    }

    public int from() {
        return from;
    }

    public int length() {
        return to - from;
    }

    public byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    /** The first bytes, at most {@code length} of them. */
    public JsonBytes first(int length) {
        return new JsonBytes(array, from, from + Math.min(length, length()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBytes that && Arrays.equals(array, from, to, that.array, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(copy());
    }

    /** The text itself: for tests and repairs, never for a log. */
    @Override
    public String toString() {
        return new String(array, from, length(), StandardCharsets.UTF_8);
    }
}
