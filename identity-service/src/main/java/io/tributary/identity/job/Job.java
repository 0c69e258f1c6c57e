package io.tributary.identity.job;

/**
 * Long work and how far it is.
 *
 * @param id starts with {@code idn_}
 * @param error what went wrong and what to change; empty when nothing did
 * @param request what the work needs to begin, as JSON
 * @param result what came of it, as JSON; empty until it is done
 * @param attempts how often it was begun
 */
public record Job(
        String tenant,
        String id,
        String kind,
        JobState state,
        Progress progress,
        String error,
        String request,
        String result,
        int attempts) {

    /** What ids of this service's jobs start with. */
    public static final String PREFIX = "idn_";

    /**
     * How far a job is within its phase.
     *
     * @param phase in one word; empty before the first
     * @param total what there is to do in the phase; zero while unknown
     */
    public record Progress(String phase, long done, long total) {

        public static final Progress NONE = new Progress("", 0, 0);
    }

    public static Job queued(String tenant, String id, String kind, String request) {
        return new Job(tenant, id, kind, JobState.QUEUED, Progress.NONE, "", request, "", 0);
    }
}
