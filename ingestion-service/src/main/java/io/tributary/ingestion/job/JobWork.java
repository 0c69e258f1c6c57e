package io.tributary.ingestion.job;

import reactor.core.publisher.Mono;

/** What one kind of job does. */
public interface JobWork {

    String kind();

    /** Whether the job can go on here and now: its file may be on another instance's disk, its tenant suspended. */
    Mono<Boolean> canRun(Job job);

    /**
     * One bounded step from the stored state: the job as it is to be stored. A step that was done and not stored is done
     * again, by whoever takes the job over, so doing it twice must come to the same.
     */
    Mono<Job> step(Job job);

    /** Lets go of what is held in memory for the job; it may have ended, or go on elsewhere. */
    Mono<Void> leave(Job job);
}
