package io.tributary.embedded.fetch;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** Splits a stream at line feeds and at single carriage returns as they arrive: Maven overwrites its progress line. */
final class LineReader {

    private static final int LONGEST_LINE = 8_192;

    private LineReader() {}

    static void forEachLine(Reader reader, Consumer<String> action) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = reader.read(); character >= 0; character = reader.read()) {
            if (character == '\n' || character == '\r') {
                action.accept(line.toString());
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) character);
            }
        }
        if (!line.isEmpty()) {
            action.accept(line.toString());
        }
    }
}
