package io.tributary.segment.job;

import java.time.Instant;

/**
 * Long work and how far it is.
 *
 * @param id starts with {@code seg_}; later jobs have greater ids
 * @param error what went wrong; empty when nothing did
 * @param revision rises with every saving: who holds an older one holds the job no more
 * @param changedAt real time
 */
public record Job(
        String tenant,
        String id,
        String kind,
        JobState state,
        Progress progress,
        String error,
        Papers papers,
        long revision,
        Instant changedAt) {

    /**
     * Counts so far.
     *
     * @param total zero while that is not known
     */
    public record Progress(long done, long total) {

        public static final Progress NONE = new Progress(0, 0);
    }

    /**
     * What the job needs to go on, in the words of who runs it.
     *
     * @param request what was asked for; never changes
     * @param position where to go on; empty at the beginning
     * @param report JSON about what was found, for people; empty when there is none
     */
    public record Papers(String request, String position, String report) {}

    /** A job that waits for its turn. */
    public static Job queued(String tenant, String id, String kind, String request, Instant now) {
        return new Job(tenant, id, kind, JobState.QUEUED, Progress.NONE, "", new Papers(request, "", ""), 0, now);
    }

    /** One step further. */
    public Job advanced(Progress now, String position, String report) {
        return new Job(
                tenant,
                id,
                kind,
                JobState.RUNNING,
                now,
                "",
                new Papers(papers.request, position, report),
                revision,
                changedAt);
    }

    /** The same, ended in that final state. */
    public Job ended(JobState last) {
        return new Job(tenant, id, kind, last, progress, error, papers, revision, changedAt);
    }

    public Job failed(String reason) {
        return new Job(tenant, id, kind, JobState.FAILED, progress, reason, papers, revision, changedAt);
    }

    /** As it stands after it was saved. */
    Job saved() {
        return new Job(tenant, id, kind, state, progress, error, papers, revision + 1, changedAt);
    }
}
