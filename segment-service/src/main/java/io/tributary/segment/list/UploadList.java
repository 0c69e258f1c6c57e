package io.tributary.segment.list;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.list.Lists.Upload;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Reads a file for a list: nothing of the list changes before all of the file was read. A dry run says what it would change
 * and forgets it; otherwise a job takes it over.
 */
public final class UploadList {

    /** Keyed digests of normalised identifiers. */
    @FunctionalInterface
    public interface Digests {
        byte[] of(String tenant, String namespace, String value);
    }

    /** What stands behind an upload. */
    public record Stores(Lists lists, KnownContacts contacts, Jobs jobs, ListCounts counts) {}

    /** A file for a list, before it is read. */
    public record Wish(String tenant, String segmentKey, ListMode mode, ListFormat format) {}

    /**
     * A file that was read.
     *
     * @param sha256 of its bytes
     */
    public record Received(ListRequest request, String sha256) {}

    /** What came of the wish to take a file over. */
    public sealed interface Verdict {

        record Started(String jobId) implements Verdict {}

        /** So many uploads of the tenant wait or run. */
        record TooMany(int most) implements Verdict {}
    }

    private final Stores stores;
    private final Digests digests;
    private final ListLimits limits;
    private final Supplier<String> ids;
    private final InstantSource realClock;

    public UploadList(
            Stores stores, Digests digests, ListLimits limits, Supplier<String> ids, InstantSource realClock) {
        this.stores = stores;
        this.digests = digests;
        this.limits = limits;
        this.ids = ids;
        this.realClock = realClock;
    }

    /** The file, read and waiting for {@link #start} or {@link #discard}. Blocks. Fails with {@link ListRefused}. */
    public Received receive(Wish wish, InputStream bytes) {
        var upload = new Upload(wish.tenant(), ids.get(), wish.segmentKey());
        boolean isRead = false;
        try {
            stores.lists().begin(upload);
            var file = new MeasuredFile(bytes, limits.fileBytes());
            var reading = new ReadList(it -> put(upload, it), limits.identifiers(), wish.format());
            var read = reading.read(file);
            isRead = true;
            return new Received(new ListRequest(upload.id(), wish.segmentKey(), wish.mode(), read), file.sha256());
        } catch (ListRefused e) {
            stores.counts().countRefused();
            throw e;
        } finally {
            if (!isRead) {
                stores.lists().discard(upload);
            }
        }
    }

    /** What the file would change. Blocks. Fails with {@link ListRefused} when the list would be too long. */
    public ListReport difference(String tenant, ListRequest request) {
        var upload = new Upload(tenant, request.upload(), request.segmentKey());
        boolean isSettled = stores.contacts().settle();
        var difference = stores.lists().difference(upload, request.mode());
        try {
            limits.check(difference);
        } catch (ListRefused e) {
            stores.counts().countRefused();
            throw e;
        }
        return ListReport.of(request.read(), difference, isSettled);
    }

    /** Forgets a file. Blocks. */
    public void discard(String tenant, ListRequest request) {
        stores.lists().discard(new Upload(tenant, request.upload(), request.segmentKey()));
    }

    /** Lets a job named like the upload take the file over. */
    public Mono<Verdict> start(String tenant, ListRequest request) {
        var job = Job.queued(tenant, request.upload(), ListWork.KIND, ListJson.print(request), realClock.instant());
        return stores.jobs().add(job, limits.unfinished()).map(added -> {
            if (added) {
                return new Verdict.Started(job.id());
            }
            stores.counts().countRefused();
            return new Verdict.TooMany(limits.unfinished());
        });
    }

    private void put(Upload upload, List<ReadList.Identifier> batch) {
        stores.lists()
                .put(
                        upload,
                        batch.stream()
                                .map(it -> digests.of(upload.tenant(), it.namespace(), it.value()))
                                .toList());
    }
}
