package io.tributary.doubles.request;

import io.tributary.doubles.journal.Lines;
import io.tributary.doubles.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One file of the record: requests with consecutive numbers, named by the first of them. */
final class Segment implements AutoCloseable {

    private static final String PREFIX = "requests-";
    private static final String SUFFIX = ".ndjson";

    private final Path file;
    private final long firstSeq;
    private final FileChannel channel;
    private long nextSeq;
    private long bytes;

    private Segment(Path file, long firstSeq, long lines) throws IOException {
        this.file = file;
        this.firstSeq = firstSeq;
        this.nextSeq = firstSeq + lines;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        this.bytes = channel.size();
    }

    static Segment open(Path directory, long firstSeq) throws IOException {
        var file = directory.resolve(PREFIX + "%019d".formatted(firstSeq) + SUFFIX);
        var lines = new AtomicLong();
        Lines.forEach(file, line -> lines.incrementAndGet());
        return new Segment(file, firstSeq, lines.get());
    }

    static List<Long> firstSeqs(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                    .map(name -> Long.valueOf(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        }
    }

    void append(RecordedRequest request) throws IOException {
        var line = ByteBuffer.wrap((Json.write(request) + "\n").getBytes(StandardCharsets.UTF_8));
        bytes += line.remaining();
        while (line.hasRemaining()) {
            channel.write(line);
        }
        nextSeq++;
    }

    void forEach(Consumer<RecordedRequest> reader) throws IOException {
        Lines.forEach(file, line -> reader.accept(Json.MAPPER.readValue(line, RecordedRequest.class)));
    }

    long firstSeq() {
        return firstSeq;
    }

    long nextSeq() {
        return nextSeq;
    }

    long bytes() {
        return bytes;
    }

    void delete() throws IOException {
        close();
        Files.delete(file);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
