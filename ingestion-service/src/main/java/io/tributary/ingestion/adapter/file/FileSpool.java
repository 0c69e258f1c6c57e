package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.imports.Spool;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Import files in a directory. A file has its final name only when it is complete, so half an upload is never imported.
 * Reads on where it stopped; after a restart it counts lines from the beginning once.
 */
public final class FileSpool implements Spool {

    /** Beyond this a line is cut: what is left is refused as a call that is no object, and the memory stays bounded. */
    private static final int MAX_LINE = 256 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final long maxBytes;
    private final Scheduler blocking;
    private final Map<String, Reading> open = new ConcurrentHashMap<>();

    public FileSpool(Path directory, long maxBytes, Scheduler blocking) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.blocking = blocking;
    }

    @Override
    public Mono<Long> write(String jobId, Flux<ByteBuffer> bytes) {
        return Mono.using(
                        () -> {
                            Files.createDirectories(directory);
                            return FileChannel.open(
                                    part(jobId), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                        },
                        // One chunk at a time: a fast sender waits for the disk, not in memory.
                        channel -> bytes.publishOn(blocking, 4)
                                .reduce(0L, (written, chunk) -> append(channel, written, chunk))
                                .flatMap(written -> Mono.fromCallable(() -> {
                                    channel.force(true);
                                    return Files.move(part(jobId), file(jobId), StandardCopyOption.ATOMIC_MOVE);
                                })),
                        FileSpool::close)
                .subscribeOn(blocking)
                .flatMap(whole -> Mono.fromCallable(() -> countLines(jobId)).subscribeOn(blocking))
                .onErrorResume(fault -> Mono.fromCallable(() -> Files.deleteIfExists(part(jobId)))
                        .subscribeOn(blocking)
                        .then(Mono.error(fault)));
    }

    @Override
    public Mono<List<byte[]>> lines(String jobId, long skip, int count) {
        return Mono.fromCallable(() -> {
                    var reading = at(jobId, skip);
                    var lines = new ArrayList<byte[]>(count);
                    while (lines.size() < count && reading.next()) {
                        lines.add(reading.line());
                    }
                    return List.copyOf(lines);
                })
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Boolean> exists(String jobId) {
        return Mono.fromCallable(() -> Files.exists(file(jobId))).subscribeOn(blocking);
    }

    @Override
    public Mono<Void> delete(String jobId) {
        return Mono.fromCallable(() -> {
                    var reading = open.remove(jobId);
                    if (reading != null) {
                        reading.close();
                    }
                    return Files.deleteIfExists(file(jobId));
                })
                .subscribeOn(blocking)
                .then();
    }

    private long append(FileChannel channel, long written, ByteBuffer chunk) {
        if (written + chunk.remaining() > maxBytes) {
            throw new FileTooLarge(maxBytes);
        }
        try {
            long size = written + chunk.remaining();
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
            return size;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the import cannot be spooled", e);
        }
    }

    private long countLines(String jobId) throws IOException {
        try (var reading = new Reading(stream(jobId))) {
            long lines = 0;
            while (reading.next()) {
                lines++;
            }
            return lines;
        }
    }

    /** The open file when it stands there already, else a new one read up to there. */
    private Reading at(String jobId, long skip) throws IOException {
        var reading = open.get(jobId);
        if (reading == null || reading.passed != skip) {
            if (reading != null) {
                reading.close();
            }
            reading = new Reading(stream(jobId));
            reading.passOver(skip);
            open.put(jobId, reading);
        }
        return reading;
    }

    private InputStream stream(String jobId) throws IOException {
        var plain = new BufferedInputStream(Files.newInputStream(file(jobId)), BUFFER);
        plain.mark(2);
        boolean gzip = plain.read() == 0x1f && plain.read() == 0x8b;
        plain.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(plain, BUFFER), BUFFER) : plain;
    }

    // Job ids are ours, so they make safe file names.
    private Path file(String jobId) {
        return directory.resolve(jobId + ".import");
    }

    private Path part(String jobId) {
        return directory.resolve(jobId + ".part");
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A place in a file, between two lines. For one thread at a time. */
    private static final class Reading implements AutoCloseable {
        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long passed;

        Reading(InputStream in) {
            this.in = in;
        }

        /** Reads the next line that is not blank; false at the end. */
        boolean next() throws IOException {
            line.reset();
            boolean blank = true;
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read != '\n') {
                    blank &= read <= ' ';
                    if (line.size() < MAX_LINE) {
                        line.write(read);
                    }
                } else if (blank) {
                    line.reset();
                } else {
                    passed++;
                    return true;
                }
            }
            if (blank) {
                return false;
            }
            passed++;
            return true;
        }

        void passOver(long lines) throws IOException {
            boolean more = true;
            while (more && passed < lines) {
                more = next();
            }
        }

        byte[] line() {
            return line.toByteArray();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
