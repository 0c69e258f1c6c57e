package io.tributary.ingestion.job;

/**
 * Long work and how far it is.
 *
 * @param id starts with {@code ing_}
 * @param error what went wrong; empty when nothing did
 * @param request what the job needs to go on after a restart, in the words of who runs it
 */
public record Job(
        String tenant, String id, String kind, JobState state, Progress progress, String error, String request) {

    /**
     * Counts so far. For a finished import or replay: done = accepted + refused + suppressed.
     *
     * @param total what there is to do; zero while unknown
     */
    public record Progress(long done, long total, long accepted, long refused, long suppressed) {

        public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

        public Progress plus(Progress more) {
            return new Progress(
                    done + more.done,
                    total,
                    accepted + more.accepted,
                    refused + more.refused,
                    suppressed + more.suppressed);
        }
    }

    public Job with(JobState next, Progress now) {
        return new Job(tenant, id, kind, next, now, error, request);
    }

    public Job failed(String reason) {
        return new Job(tenant, id, kind, JobState.FAILED, progress, reason, request);
    }
}
