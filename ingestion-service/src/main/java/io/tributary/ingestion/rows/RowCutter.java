package io.tributary.ingestion.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into rows without decoding it, so that places are exact in bytes. In every encoding that is read here the
 * bytes of line ends, quotes and delimiters mean nothing else. A row with broken quotes ends with its first line, and
 * reading goes on behind that: one stray quote costs one row, not the rest of the file. An overlong row is given as soon as
 * it is full, and the rest of its line is passed over. Holds one row and one buffer. For one thread at a time.
 */
public final class RowCutter implements AutoCloseable {

    /** Beyond this a row is cut off: twice the largest call, as quotes are doubled, and it bounds the memory. */
    public static final int MAX_ROW = 1024 * 1024;

    private static final int BUFFER = 64 * 1024;
    private static final int FIRST_ROW = 1024;

    private final InputStream in;
    private final boolean csv;
    private final byte delimiter;
    private byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private byte[] row = new byte[FIRST_ROW];
    private int length;
    private RowPosition position;
    private boolean ended;

    /** @param in stands at {@code position} already */
    public RowCutter(InputStream in, RowFormat format, RowPosition position) {
        this.in = in;
        this.csv = format.format() == FileFormat.CSV;
        this.delimiter = (byte) format.delimiter();
        this.position = position;
    }

    /** Where reading goes on. */
    public RowPosition position() {
        return position;
    }

    /** Whether the last {@link #next} came to the end of the stream. */
    public boolean ended() {
        return ended;
    }

    /** The next row that is not empty; null at the end. */
    public @Nullable Row next() throws IOException {
        return next(Long.MAX_VALUE);
    }

    /**
     * The next row that is not empty; null at the end, and when so many bytes of the file were read without one being there.
     * A row that begins before that place is read whole.
     */
    public @Nullable Row next(long until) throws IOException {
        while (!ended && position.bytes() < until) {
            if (position.inLine()) {
                passRestOfLine(until);
            } else {
                var row = cut();
                if (row != null) {
                    return row;
                }
            }
        }
        return null;
    }

    /** Goes behind the rest of a line that was too long; does nothing elsewhere. */
    public void passRestOfLine() throws IOException {
        while (!ended && position.inLine()) {
            passRestOfLine(position.bytes() + BUFFER);
        }
    }

    /** The row at hand; null when it is empty or there is none. */
    private @Nullable Row cut() throws IOException {
        long line = position.lines() + 1;
        var cut = new Cut();
        ended = !cut.run();
        if (ended) {
            return null;
        }
        boolean empty = cut.flaw == Row.Flaw.NONE && isBlank();
        position = new RowPosition(
                position.bytes() + cut.consumed,
                position.rows() + (empty ? 0 : 1),
                position.lines() + cut.lines,
                cut.inLine);
        return empty ? null : new Row(position.rows(), line, Arrays.copyOf(row, length), cut.flaw);
    }

    private void passRestOfLine(long until) throws IOException {
        long bytes = position.bytes();
        boolean inLine = true;
        while (inLine && bytes < until) {
            int value = read();
            if (value < 0) {
                ended = true;
                break;
            }
            bytes++;
            inLine = !isLineEnd(value);
            if (value == '\r' && !inLine && nextIs('\n')) {
                at++;
                bytes++;
            }
        }
        position = new RowPosition(bytes, position.rows(), position.lines() + (inLine && !ended ? 0 : 1), inLine);
    }

    private boolean isLineEnd(int value) {
        return value == '\n' || (csv && value == '\r');
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (row[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private int read() throws IOException {
        return at < limit || fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    private boolean nextIs(char expected) throws IOException {
        return (at < limit || fill()) && buffer[at] == expected;
    }

    private void append(int value) {
        if (length == row.length) {
            row = Arrays.copyOf(row, Math.min(MAX_ROW, row.length * 2));
        }
        row[length++] = (byte) value;
    }

    /** Puts bytes back in front of what is not read yet. */
    private void putBack(byte[] bytes, int from, int to) {
        int back = to - from;
        var joined = new byte[Math.max(BUFFER, back + limit - at)];
        System.arraycopy(bytes, from, joined, 0, back);
        System.arraycopy(buffer, at, joined, back, limit - at);
        limit = back + limit - at;
        at = 0;
        buffer = joined;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED,
        BEHIND_QUOTED
    }

    /** One attempt at one row. */
    private final class Cut {
        private State state = State.CELL_START;
        private Row.Flaw flaw = Row.Flaw.NONE;
        private long consumed;
        private int lines;
        private boolean inLine;
        // Where the row's second line begins, when quotes hold a line end.
        private int secondLine = -1;

        /** False when the stream is at its end and the row has no bytes. */
        boolean run() throws IOException {
            length = 0;
            for (int value = read(); value >= 0; value = read()) {
                consumed++;
                if (endsLine(value)) {
                    return true;
                }
                if (length == MAX_ROW) {
                    return overflow(value);
                }
                append(value);
                step(value);
                if (flaw == Row.Flaw.BROKEN_QUOTES && secondLine >= 0) {
                    return endWithFirstLine();
                }
            }
            return end();
        }

        /** Whether the byte ends the row; a line end in quotes does not. */
        private boolean endsLine(int value) throws IOException {
            if (!isLineEnd(value)) {
                return false;
            }
            boolean crlf = value == '\r' && nextIs('\n');
            if (state == State.QUOTED && flaw == Row.Flaw.NONE) {
                if (!crlf) {
                    lines++;
                    secondLine = secondLine < 0 ? length + 1 : secondLine;
                }
                return false;
            }
            if (crlf) {
                at++;
                consumed++;
            }
            lines++;
            trimReturn();
            return true;
        }

        private void trimReturn() {
            if (!csv && length > 0 && row[length - 1] == '\r') {
                length--;
            }
        }

        /** The row is full: it is its quotes' fault when they hold a line end, else the line is too long. */
        private boolean overflow(int value) {
            // The byte at hand is not in the row: it is read again with the rest.
            putBack(new byte[] {(byte) value}, 0, 1);
            consumed--;
            if (secondLine >= 0 && flaw == Row.Flaw.NONE) {
                flaw = Row.Flaw.BROKEN_QUOTES;
                return endWithFirstLine();
            }
            flaw = flaw == Row.Flaw.NONE ? Row.Flaw.TOO_LONG : flaw;
            inLine = true;
            return true;
        }

        private void step(int value) {
            if (!csv || flaw != Row.Flaw.NONE) {
                return;
            }
            boolean quote = value == '"';
            boolean between = value == (delimiter & 0xff);
            switch (state) {
                case CELL_START -> state = quote ? State.QUOTED : between ? State.CELL_START : State.PLAIN;
                case PLAIN -> state = between ? State.CELL_START : State.PLAIN;
                case QUOTED -> state = quote ? State.QUOTE_IN_QUOTED : State.QUOTED;
                case QUOTE_IN_QUOTED -> {
                    if (quote) {
                        state = State.QUOTED;
                    } else {
                        behindQuoted(value, between);
                    }
                }
                case BEHIND_QUOTED -> behindQuoted(value, between);
            }
        }

        private void behindQuoted(int value, boolean between) {
            if (between) {
                state = State.CELL_START;
            } else if (value == ' ' || value == '\t') {
                state = State.BEHIND_QUOTED;
            } else {
                flaw = Row.Flaw.BROKEN_QUOTES;
            }
        }

        private boolean end() {
            if (state == State.QUOTED && flaw == Row.Flaw.NONE) {
                flaw = Row.Flaw.BROKEN_QUOTES;
                if (secondLine >= 0) {
                    return endWithFirstLine();
                }
            }
            lines += consumed > 0 ? 1 : 0;
            trimReturn();
            return consumed > 0;
        }

        private boolean endWithFirstLine() {
            putBack(row, secondLine, length);
            consumed -= length - secondLine;
            lines = 1;
            length = secondLine;
            while (length > 0 && (row[length - 1] == '\n' || row[length - 1] == '\r')) {
                length--;
            }
            return true;
        }
    }
}
