package io.tributary.ingestion.job;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The store of jobs. What another tenant has is not there. One worker at a time holds a job: for a while, which each
 * saving prolongs, so that a job whose worker died is soon anybody's.
 */
public interface Jobs {

    /** A worker, and for how long it holds what it takes or saves; the store's own clock counts. */
    record Holder(String worker, Duration lease) {}

    /** What saving came to. */
    enum Saved {
        GO_ON,
        /** Somebody asked to end the job. */
        CANCEL,
        /** Another worker holds it: nothing was saved. */
        LOST
    }

    Mono<Job> add(Job job);

    Mono<Job> find(String tenant, String id);

    /** The tenant's jobs of that kind, newest first, older than the id {@code before} (empty: from the newest). */
    Flux<Job> list(String tenant, String kind, String before, int limit);

    /** How many of the tenant's jobs of that kind have not ended. */
    Mono<Long> unfinished(String tenant, String kind);

    /**
     * Jobs that have not ended and that nobody holds; none of a tenant and kind of which one is held. First the oldest of each
     * tenant and kind, then the second of each, and so on; among those the tenants of which fewest jobs are held, then those
     * whose last was taken longest ago. So none waits behind another tenant's queue.
     *
     * @param from how many of them are passed over
     */
    Flux<Job> waiting(int from, int limit);

    /** Takes a job and gives it as it stands; empty when somebody else was faster or it has ended. */
    Mono<Job> take(String id, Holder holder);

    /** Stores state, progress, position and report; a final state lets the job go. */
    Mono<Saved> save(Job job, Holder holder);

    /** Lets a job go unchanged, for whoever can go on with it. */
    Mono<Void> release(String id, String worker);

    /** Asks to end a job; one that nobody holds has ended at once. Gives the job as it then is. */
    Mono<Job> cancel(String tenant, String id);

    /** What has not ended, of all tenants. */
    Flux<Owned> unfinishedOf(String kind);

    /** Which of these have ended. */
    Flux<String> endedOf(List<String> ids);

    /** A job and whose it is. */
    record Owned(String id, String tenant) {}

    /** Deletes jobs that ended that long ago, and the reports of those that ended {@code reportAge} ago. */
    Mono<Integer> expire(Duration age, Duration reportAge);
}
