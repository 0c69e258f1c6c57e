package io.tributary.local.prove.lanes;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/** Orders of the last year as CSV, made while they are read: the same seed makes the same file. */
public final class HistoryFile extends InputStream {

    private static final int SECONDS = 360 * 24 * 3600;
    private static final int ORDERS_A_PERSON = 10;
    private static final String NOTE = "left at the door,\nring twice; ";

    private final SplittableRandom random;
    private final Instant end;
    private final long rows;
    private final String note;
    private long made;
    private byte[] line;
    private int at;

    /** @param end the last order is before it */
    public HistoryFile(long rows, long seed, Instant end) {
        this(rows, seed, end, 0);
    }

    /** @param noteBytes how long the note of each row is at least */
    public HistoryFile(long rows, long seed, Instant end, int noteBytes) {
        this.note = NOTE.repeat(Math.max(1, Math.ceilDiv(noteBytes, NOTE.length())));
        this.random = new SplittableRandom(seed);
        this.end = end;
        this.rows = rows;
        this.line = "userId,event,timestamp,orderId,revenue,note\n".getBytes(StandardCharsets.UTF_8);
    }

    /** What has to be said about the file. */
    public static String mapping() {
        return """
                {"type":"track","columns":[{"column":"userId","field":"userId"},{"column":"event","field":"event"},
                {"column":"timestamp","field":"timestamp"},{"column":"orderId","field":"properties.orderId"},
                {"column":"revenue","field":"properties.revenue","cast":"number"},
                {"column":"note","field":"properties.note"}]}""";
    }

    @Override
    public int read() {
        return fill() ? line[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        int given = 0;
        while (given < length && fill()) {
            int count = Math.min(length - given, line.length - at);
            System.arraycopy(line, at, target, from + given, count);
            at += count;
            given += count;
        }
        return given == 0 && length > 0 ? -1 : given;
    }

    private boolean fill() {
        if (at == line.length && made < rows) {
            line = row().getBytes(StandardCharsets.UTF_8);
            at = 0;
            made++;
        }
        return at < line.length;
    }

    private String row() {
        long people = Math.max(1, rows / ORDERS_A_PERSON);
        return String.format(
                Locale.ROOT,
                "past-%d,Order Completed,%s,o-%d,%d.%02d,\"%s\"\n",
                random.nextLong(people),
                end.minusSeconds(random.nextInt(SECONDS)),
                made,
                random.nextInt(500),
                random.nextInt(100),
                note);
    }
}
