package io.tributary.doubles.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads files of whole lines and mends the one damage that a killed writer can leave: a last line without its end. */
public final class Lines {

    private Lines() {}

    /**
     * Hands over every complete line in order. A last line without a line feed was never acknowledged and is cut off
     * the file, so that what is appended next starts on a line of its own.
     */
    public static void forEach(Path file, Consumer<String> line) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        cutTornEnd(file);
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                line.accept(text);
            }
        }
    }

    private static void cutTornEnd(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            var end = bytes.length();
            while (end > 0) {
                bytes.seek(end - 1);
                if (bytes.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end < bytes.length()) {
                bytes.setLength(end);
            }
        }
    }
}
