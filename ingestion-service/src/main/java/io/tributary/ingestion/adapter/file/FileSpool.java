package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.imports.Spool;
import io.tributary.ingestion.rows.FileSample;
import io.tributary.ingestion.rows.Row;
import io.tributary.ingestion.rows.RowChunk;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.RowPosition;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Import files in a directory. A file has its final name only when it is complete, so half an upload is never imported.
 * Reads on where it stopped; after a restart it goes to the stored place first.
 */
public final class FileSpool implements Spool {

    /**
     * How much is kept.
     *
     * @param maxFile bytes of one file as it is sent
     * @param maxUnpacked bytes that one file may unpack to
     * @param maxOfATenant bytes of all files of a tenant, as they are sent
     * @param keepFree bytes of the disk that are left to others
     */
    public record Bounds(long maxFile, long maxUnpacked, long maxOfATenant, long keepFree) {}

    private static final String COMPLETE = ".import";
    private static final String PART = ".part";

    private final Path directory;
    private final Bounds bounds;
    private final InstantSource realClock;
    private final Scheduler blocking;
    private final SpooledBytes spooled;
    private final IdleFiles idle = new IdleFiles();

    public FileSpool(Path directory, Bounds bounds, InstantSource realClock, Scheduler blocking) {
        this.directory = directory;
        this.bounds = bounds;
        this.spooled = new SpooledBytes(bounds.maxOfATenant());
        this.realClock = realClock;
        this.blocking = blocking;
    }

    @Override
    public Mono<StoredFile> write(String tenant, String id, Flux<ByteBuffer> bytes) {
        return Mono.defer(() -> write(id, spooled.begin(id, tenant), bytes));
    }

    private Mono<StoredFile> write(String id, SpooledBytes.Upload upload, Flux<ByteBuffer> bytes) {
        return Mono.using(
                        () -> PartFile.create(directory, id + PART, bounds, upload::grow),
                        // One chunk at a time: a fast sender waits for the disk, not in memory.
                        part -> bytes.publishOn(blocking, 4)
                                .doOnNext(part::append)
                                .then(Mono.fromCallable(() -> complete(id, part))),
                        PartFile::close)
                .subscribeOn(blocking)
                .onErrorResume(fault -> Mono.fromRunnable(() -> drop(id, upload))
                        .subscribeOn(blocking)
                        .then(Mono.error(fault)))
                .doOnCancel(() -> drop(id, upload));
    }

    /** What there is of an upload that came to nothing. */
    private void drop(String id, SpooledBytes.Upload upload) {
        upload.drop();
        try {
            Files.deleteIfExists(path(id, PART));
        } catch (IOException e) {
            throw new UncheckedIOException("half an upload cannot be deleted", e);
        }
    }

    private StoredFile complete(String id, PartFile part) throws IOException {
        part.force();
        Files.move(path(id, PART), path(id, COMPLETE), StandardCopyOption.ATOMIC_MOVE);
        return new StoredFile(id, part.size(), part.sha256());
    }

    @Override
    public Mono<FileSample> sample(String id, @Nullable Charset encoding) {
        return blocking(() -> FileSamples.read(path(id, COMPLETE), encoding))
                .onErrorMap(IOException.class, FileSpool::named);
    }

    @Override
    public Mono<RowChunk> rows(String id, RowFormat format, RowPosition from, ChunkSize size) {
        return blocking(() -> chunk(id, format, from, size)).onErrorMap(IOException.class, FileSpool::named);
    }

    private RowChunk chunk(String id, RowFormat format, RowPosition from, ChunkSize size) throws IOException {
        var file = at(id, format, from);
        try {
            var chunk = file.chunk(size, bounds.maxUnpacked());
            idle.put(id, file);
            return chunk;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Throwable named(IOException fault) {
        return fault instanceof ZipException || fault instanceof EOFException
                ? new FileDamaged("The gzip data is damaged. What came before it was read.")
                : fault;
    }

    @Override
    public Mono<Long> search(String id, RowFormat format, Predicate<Row> fits) {
        return blocking(() -> FoundRows.in(path(id, COMPLETE), format, bounds.maxUnpacked(), fits)
                .count());
    }

    @Override
    public Mono<Long> erase(String id, RowFormat format, Predicate<Row> fits) {
        return blocking(() -> {
            var file = path(id, COMPLETE);
            var found = FoundRows.in(file, format, bounds.maxUnpacked(), fits);
            if (!found.isEmpty()) {
                found.erase(file, path(id, PART), bounds.keepFree());
            }
            return found.count();
        });
    }

    @Override
    public Flux<String> ids() {
        return blocking(() -> {
                    var ids = new ArrayList<String>();
                    if (Files.isDirectory(directory)) {
                        try (var files = Files.newDirectoryStream(directory, "ing_*" + COMPLETE)) {
                            files.forEach(it -> ids.add(idOf(it)));
                        }
                    }
                    return ids;
                })
                .flatMapIterable(it -> it);
    }

    private static String idOf(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Override
    public Mono<Boolean> exists(String id) {
        return blocking(() -> Files.exists(path(id, COMPLETE)));
    }

    @Override
    public Mono<Void> close(String id) {
        return blocking(() -> {
                    var file = idle.take(id);
                    if (file != null) {
                        file.close();
                    }
                    return true;
                })
                .then();
    }

    @Override
    public Mono<Void> delete(String id) {
        return close(id)
                .then(blocking(() -> {
                    boolean deleted = Files.deleteIfExists(path(id, COMPLETE));
                    spooled.forget(id);
                    return deleted;
                }))
                .then();
    }

    @Override
    public Mono<Integer> sweep(Map<String, String> kept, Duration age) {
        return blocking(() -> {
            if (!Files.isDirectory(directory)) {
                return 0;
            }
            var before = realClock.instant().minus(age);
            int deleted = 0;
            try (var files = Files.newDirectoryStream(directory, "ing_*{" + COMPLETE + "," + PART + "}")) {
                for (var file : files) {
                    var id = idOf(file);
                    var tenant = kept.get(id);
                    if (tenant != null) {
                        spooled.know(id, tenant, Files.size(file));
                    } else if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        deleted += Files.deleteIfExists(file) ? 1 : 0;
                        spooled.forget(id);
                    }
                }
            }
            return deleted;
        });
    }

    /** The open file when it stands there already, else a new one at that place. */
    private OpenFile at(String id, RowFormat format, RowPosition from) throws IOException {
        var known = idle.take(id);
        if (known != null && known.isAt(path(id, COMPLETE), from)) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        return OpenFile.at(path(id, COMPLETE), format, from);
    }

    // Ids are ours, so they make safe file names.
    private Path path(String id, String suffix) {
        return directory.resolve(id + suffix);
    }

    private <T> Mono<T> blocking(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(blocking);
    }
}
