package io.tributary.ingestion.rows;

/**
 * A place between two rows, or behind the part of an overlong row that was given.
 *
 * @param bytes before it, unpacked, without byte order mark, and as UTF-8 where the file is UTF-16
 * @param rows before it, header included, empty lines not
 * @param lines physical lines before it; one that is cut off counts when it ends
 * @param inLine the rest of the line is passed over: it belongs to a row that was too long
 */
public record RowPosition(long bytes, long rows, long lines, boolean inLine) {

    public static final RowPosition START = new RowPosition(0, 0, 0, false);

    private static final String IN_LINE = "in-line";

    /** {@code bytes:rows:lines}, and {@code :in-line} where that holds. */
    public String text() {
        return bytes + ":" + rows + ":" + lines + (inLine ? ":" + IN_LINE : "");
    }

    public static RowPosition parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        var parts = text.split(":", -1);
        return new RowPosition(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts.length > 3 && parts[3].equals(IN_LINE));
    }
}
