package io.tributary.segment.job;

/** What one kind of job does. Calls block; a store that does not answer is a {@code StoreUnavailable}: the step comes again. */
public interface JobWork {

    String kind();

    /** Whether the job may go on now; one of a suspended tenant waits. */
    boolean canRun(Job job);

    /**
     * One bounded step from the stored state: the job as it is to be stored. A step that was done and not stored is done
     * again, by whoever takes the job over, so doing it twice must come to the same.
     */
    Job step(Job job);

    /** The job has ended like this: lets go of what nobody needs any more. Doing it twice is once. */
    void ended(Job job);
}
