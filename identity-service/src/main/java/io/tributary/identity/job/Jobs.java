package io.tributary.identity.job;

import java.util.Optional;

/** The store of jobs. What another tenant has is not there. All calls block. */
public interface Jobs {

    /** Queues a job, unless the tenant has an unfinished one of its kind: then answers that one. */
    Job queue(Job job);

    Optional<Job> find(String tenant, String id);

    /**
     * Takes the oldest job that waits, or whose holder has not been heard of for the time of a lease. One job at a time
     * has one holder, whatever the number of instances.
     */
    Optional<Job> claim(String holder);

    /** Stores how far a job is and renews its lease; false when somebody else holds it now. */
    boolean advance(String holder, Job job, Job.Progress progress);

    /** Ends a job that this holder still has. */
    void finish(String holder, Job job, JobOutcome outcome);

    /** Gives a job back, to be begun again by anybody; the attempt does not count. */
    void release(String holder, Job job);
}
