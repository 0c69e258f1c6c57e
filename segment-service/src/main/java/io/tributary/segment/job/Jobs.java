package io.tributary.segment.job;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The store of jobs. What another tenant has is not there. One worker at a time holds a job, for a while that each saving
 * prolongs, so that a job whose worker died is soon anybody's. What gives a {@code Mono} is for routes; the rest blocks and
 * is for workers. Fails with {@code StoreUnavailable}.
 */
public interface Jobs {

    /** A worker, and for how long it holds what it takes or saves; the store's own clock counts. */
    record Holder(String worker, Duration lease) {}

    /** What saving came to. */
    enum Saved {
        GO_ON,
        /** Somebody asked to end the job. */
        CANCEL,
        /** Another holds it, or it begins anew: nothing was saved. */
        LOST
    }

    /** Adds a job unless {@code most} of the tenant and kind have not ended; then the answer is false. */
    Mono<Boolean> add(Job job, int most);

    /** The same for a worker. */
    boolean addHere(Job job, int most);

    /** Empty when the tenant has no such job. */
    Mono<Job> find(String tenant, String id);

    /** The tenant's jobs of that kind, newest first, older than the id {@code before} (empty: from the newest). */
    Mono<List<Job>> list(String tenant, String kind, String before, int limit);

    /** Asks to end a job; one that nobody holds has ended at once. Gives the job as it then is. */
    Mono<Job> cancel(String tenant, String id);

    /** Lets a job that has ended go, with all that belongs to it. Empty when there is none that has. */
    Mono<Job> remove(String tenant, String id);

    /**
     * Jobs that have not ended and that nobody holds, none of a tenant and kind of which one is held; first those that were
     * never taken, then those whose turn was longest ago.
     */
    List<Job> waiting(int limit);

    /** Takes a job: false when somebody else was faster or it has ended. */
    boolean take(Job job, Holder holder);

    /** The job as it stands. */
    Job reload(Job job);

    /** Stores state, progress, position and report of what that worker holds; a final state lets the job go. */
    Saved save(Job job, Holder holder);

    /** Lets a job go unchanged, for whoever can go on with it. */
    void release(Job job, Holder holder);

    /** Deletes jobs that ended that long ago, with all that belongs to them; how many. */
    int expire(String kind, Duration age);
}
