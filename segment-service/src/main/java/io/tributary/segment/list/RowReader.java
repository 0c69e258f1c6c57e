package io.tributary.segment.list;

import io.tributary.segment.list.ListRefused.Rule;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A file's text while it is read row by row: a row that does not end, for want of a quote, is not read into memory whole. */
final class RowReader extends FilterReader {

    private static final int LONGEST = 256 * 1024;

    private long since;

    RowReader(Reader text) {
        super(text);
    }

    void rowEnded() {
        since = 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        since += Math.max(0, count);
        if (since > LONGEST) {
            throw new ListRefused(
                    Rule.CSV, "a row is longer than " + LONGEST + " characters: a quote may have been left open");
        }
        return count;
    }
}
