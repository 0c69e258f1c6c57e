package io.tributary.doubles.request;

import io.tributary.doubles.platform.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every request to a platform, kept in files and bounded: when there are too many or they take too much room, the
 * oldest file goes, and what went is counted. What was appended survives the death of the process.
 */
public final class RequestLog implements AutoCloseable {

    private static final int FILES = 16;
    private static final int SEQUENCES_REPORTED = 100;

    private final Path directory;
    private final Bounds bounds;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long nextSeq = 1;

    private RequestLog(Path directory, Bounds bounds) {
        this.directory = directory;
        this.bounds = bounds;
    }

    public static RequestLog open(Path directory, Bounds bounds) {
        try {
            Files.createDirectories(directory);
            var log = new RequestLog(directory, bounds);
            for (var first : Segment.firstSeqs(directory)) {
                var segment = Segment.open(directory, first);
                log.segments.addLast(segment);
                log.nextSeq = segment.nextSeq();
            }
            return log;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Records the request before its answer leaves. Status 0 stands for a platform that was not asked. */
    public synchronized void append(String platform, Request request, Instant at, int status, @Nullable String fault) {
        var target = request.rawQuery() == null ? request.path() : request.path() + "?" + request.rawQuery();
        var recorded = new RecordedRequest(
                nextSeq,
                at,
                platform,
                request.method(),
                Masking.text(target),
                status,
                fault,
                Masking.headers(request.headers()),
                Masking.text(request.body()),
                request.sizeInBytes());
        try {
            writable().append(recorded);
            nextSeq++;
            dropOldest();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The newest that the filter accepts, newest first. */
    public synchronized List<RecordedRequest> newest(RequestFilter filter, int limit, int charactersOfBody) {
        var found = new ArrayList<RecordedRequest>();
        for (var newestFirst = segments.descendingIterator(); newestFirst.hasNext() && found.size() < limit; ) {
            var window = new ArrayDeque<RecordedRequest>();
            var room = limit - found.size();
            read(newestFirst.next(), request -> {
                if (filter.accepts(request)) {
                    window.addLast(request.shortened(charactersOfBody));
                    if (window.size() > room) {
                        window.removeFirst();
                    }
                }
            });
            var newest = new ArrayList<>(window);
            Collections.reverse(newest);
            found.addAll(newest);
        }
        return found;
    }

    public synchronized Optional<RecordedRequest> find(long seq) {
        var found = new ArrayList<RecordedRequest>();
        for (var segment : segments) {
            if (seq >= segment.firstSeq() && seq < segment.nextSeq()) {
                read(segment, request -> {
                    if (request.seq() == seq) {
                        found.add(request);
                    }
                });
            }
        }
        return found.stream().findFirst();
    }

    /** For each value the requests that contain it, in one pass over everything that is kept. */
    public synchronized Map<String, Hits> search(List<String> values) {
        var hits = new LinkedHashMap<String, Hits>();
        values.forEach(value -> hits.put(value, new Hits(0, List.of())));
        for (var segment : segments) {
            read(segment, request -> {
                var spellings = Spellings.of(request);
                hits.replaceAll((value, soFar) -> spellings.test(value) ? soFar.plus(request.seq()) : soFar);
            });
        }
        return hits;
    }

    public synchronized Kept kept() {
        var first = segments.isEmpty() ? nextSeq : segments.getFirst().firstSeq();
        return new Kept(nextSeq - first, first - 1, bytes());
    }

    private long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    private Segment writable() throws IOException {
        var last = segments.peekLast();
        if (last == null
                || last.bytes() >= bounds.bytes() / FILES
                || last.nextSeq() - last.firstSeq() >= Math.max(1, bounds.requests() / FILES)) {
            last = Segment.open(directory, nextSeq);
            segments.addLast(last);
        }
        return last;
    }

    private void dropOldest() throws IOException {
        while (segments.size() > 1
                && (bytes() > bounds.bytes() || nextSeq - segments.getFirst().firstSeq() > bounds.requests())) {
            segments.removeFirst().delete();
        }
    }

    private static void read(Segment segment, Consumer<RecordedRequest> reader) {
        try {
            segment.forEach(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public synchronized void close() {
        for (var segment : segments) {
            segment.close();
        }
    }

    /** How much is kept at most. */
    public record Bounds(int requests, long bytes) {
        public static final Bounds STANDARD = new Bounds(200_000, 256L << 20);
    }

    /** How much is kept, and how many older requests were dropped to stay in bounds. */
    public record Kept(long requests, long dropped, long bytes) {}

    /** How many requests contain a value, and the sequence numbers of the first hundred of them. */
    public record Hits(long count, List<Long> seqs) {
        public Hits {
            seqs = List.copyOf(seqs);
        }

        Hits plus(long seq) {
            if (seqs.size() >= SEQUENCES_REPORTED) {
                return new Hits(count + 1, seqs);
            }
            var more = new ArrayList<>(seqs);
            more.add(seq);
            return new Hits(count + 1, more);
        }
    }
}
