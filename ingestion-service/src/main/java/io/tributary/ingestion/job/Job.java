package io.tributary.ingestion.job;

/**
 * Long work and how far it is.
 *
 * @param id starts with {@code ing_}
 * @param error what went wrong; empty when nothing did
 */
public record Job(
        String tenant, String id, String kind, JobState state, Progress progress, String error, Papers papers) {

    /**
     * Counts so far, in rows. For a job that has ended: total = done = accepted + refused + suppressed.
     *
     * @param total rows there are; zero while that is not known
     */
    public record Progress(long done, long total, long accepted, long refused, long suppressed, Bytes bytes) {

        public static final Progress NONE = new Progress(0, 0, 0, 0, 0, Bytes.NONE);

        /** Counts of {@code more} added; its total and its bytes do not matter. */
        public Progress plus(Progress more) {
            return new Progress(
                    done + more.done,
                    total,
                    accepted + more.accepted,
                    refused + more.refused,
                    suppressed + more.suppressed,
                    bytes);
        }

        /** The same with so many bytes of the file read. */
        public Progress at(long read) {
            return new Progress(done, total, accepted, refused, suppressed, new Bytes(read, bytes.of));
        }

        /** What was done is all there is. */
        Progress ended() {
            return new Progress(done, done, accepted, refused, suppressed, bytes);
        }
    }

    /**
     * How far a file is read.
     *
     * @param of the file's size as it was sent; zero for work without a file
     */
    public record Bytes(long read, long of) {

        public static final Bytes NONE = new Bytes(0, 0);
    }

    /**
     * What the job needs to go on after a restart, in the words of who runs it.
     *
     * @param request what was asked for; never changes
     * @param position where to go on; empty at the beginning
     * @param report JSON about what was found, for people; empty when there is none
     */
    public record Papers(String request, String position, String report) {}

    /** A job that waits for its turn. */
    public static Job queued(String tenant, String id, String kind, Progress progress, String request) {
        return new Job(tenant, id, kind, JobState.QUEUED, progress, "", new Papers(request, "", ""));
    }

    public Job reporting(String report) {
        return new Job(tenant, id, kind, state, progress, error, new Papers(papers.request, papers.position, report));
    }

    /** One step further. */
    public Job advanced(Progress now, String position, String report) {
        return new Job(tenant, id, kind, JobState.RUNNING, now, "", new Papers(papers.request, position, report));
    }

    /** The same, ended in that final state. */
    public Job ended(JobState last) {
        return new Job(tenant, id, kind, last, progress.ended(), error, papers);
    }

    public Job failed(String reason) {
        return new Job(tenant, id, kind, JobState.FAILED, progress.ended(), reason, papers);
    }
}
