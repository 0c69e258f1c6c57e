package io.tributary.ingestion.badrow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of bad rows. Every read names its tenant; what another tenant has is not there. */
public interface BadRows {

    /**
     * Stores rows, each once by its id, and once by source, message id and content when it has a message id. Blocks: called
     * by a listener's thread. Fails with {@code StoreRefused} when one of them can never be stored; some of the others may
     * have been.
     */
    void store(List<BadRow> rows);

    /** At most {@code limit} rows, newest first, older than the row {@code before} (empty: from the newest). */
    Flux<BadRowSummary> list(String tenant, BadRowFilter filter, String before, int limit);

    /**
     * The next whole rows in the order of {@link #list}: at most {@code limit}, and no further one once they have a few
     * megabytes together. None when there are no more.
     */
    Flux<BadRow> page(String tenant, BadRowFilter filter, String before, int limit);

    /** As {@link #page} of rows that are open or that this job replayed itself, so that a page reads the same again. */
    Flux<BadRow> pageFor(String jobId, String tenant, BadRowFilter filter, String before, int limit);

    Mono<BadRow> find(String tenant, String id);

    /** The newest row of that message; a client may have sent it more than once. */
    Mono<BadRowSummary> findByMessage(String tenant, String messageId);

    Mono<Long> count(String tenant, BadRowFilter filter);

    /** How many rows there are of each kind and source, the most first, at most {@code limit} lines. */
    Flux<KindCount> counts(String tenant, BadRowFilter filter, int limit);

    /**
     * Rows of one kind from one source.
     *
     * @param open how many of them were not replayed yet
     */
    record KindCount(String kind, String sourceId, long rows, long open, Instant firstSeen, Instant lastSeen) {}

    /** Remembers the job that replayed these rows. */
    Mono<Void> replayed(String tenant, List<String> ids, String jobId);

    /** Deletes what is older than that; returns how many. */
    Mono<Integer> expire(Duration age);

    /** Forgets rows that were deleted for their person that long ago: the topic has none of them any more. */
    Mono<Integer> forgetErased(Duration age);
}
