package io.tributary.segment.export;

import io.tributary.segment.job.Job;
import reactor.core.publisher.Mono;

/**
 * The files of exports, in parts. What gives a {@code Mono} is for routes; the rest blocks. Fails with {@code
 * StoreUnavailable}. A file goes with its job.
 */
public interface ExportFiles {

    /** Writes a part, again or for the first time; for a job that was saved since by somebody else nothing is written. */
    void put(Job job, int number, byte[] packed);

    void clear(Job job);

    /** Empty behind the last part, and when the file is gone. */
    Mono<byte[]> part(Job job, int number);

    /** Packed bytes of all files of a tenant. */
    Mono<Long> kept(String tenant);

    /**
     * Somebody was erased: files that are done go, and those that are being written begin anew. How many went. Blocks.
     */
    long forget(String tenant);
}
