package io.tributary.ingestion.rows;

/**
 * A place between two rows.
 *
 * @param bytes before it, unpacked, without byte order mark, and as UTF-8 where the file is UTF-16
 * @param rows before it, header included, empty lines not
 * @param lines physical lines before it
 */
public record RowPosition(long bytes, long rows, long lines) {

    public static final RowPosition START = new RowPosition(0, 0, 0);

    /** {@code bytes:rows:lines}. */
    public String text() {
        return bytes + ":" + rows + ":" + lines;
    }

    public static RowPosition parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        var parts = text.split(":", -1);
        return new RowPosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
