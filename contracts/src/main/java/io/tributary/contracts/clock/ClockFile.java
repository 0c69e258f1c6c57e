package io.tributary.contracts.clock;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * The content of the clock file: two lines, {@code start=<instant>} and {@code offset=<ISO-8601 duration>}. Suite time
 * is real time plus the offset. Written by replacing the file, so a reader never sees half of it.
 *
 * @param start the suite time that the run was started with, for people who look
 * @param offset what to add to real time; moving time forward makes it larger
 */
public record ClockFile(Instant start, Duration offset) {

    /** The file for a run whose suite time is {@code start} at the real instant {@code now}. */
    public static ClockFile startingAt(Instant start, Instant now) {
        return new ClockFile(start, Duration.between(now, start));
    }

    public ClockFile movedBy(Duration forward) {
        return new ClockFile(start, offset.plus(forward));
    }

    /** Reads the file; a missing or malformed one is an {@link UncheckedIOException}. */
    public static ClockFile read(Path file) {
        try {
            var lines = new Properties();
            lines.load(new StringReader(Files.readString(file)));
            return new ClockFile(
                    Instant.parse(lines.getProperty("start", "")), Duration.parse(lines.getProperty("offset", "")));
        } catch (IOException e) {
            throw new UncheckedIOException("the clock file " + file + " cannot be read", e);
        } catch (java.time.format.DateTimeParseException e) {
            throw new UncheckedIOException("the clock file " + file + " is malformed", new IOException(e));
        }
    }

    public void write(Path file) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, "start=" + start + "\noffset=" + offset + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the clock file " + file + " cannot be written", e);
        }
    }
}
