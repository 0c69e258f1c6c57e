package io.tributary.local.api;

import io.tributary.local.watch.Progress;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Files that one user sends, and the jobs that read them. */
public final class Imports {

    private static final Set<String> FINAL = Set.of("done", "failed", "cancelled");
    private static final long LOOK_MILLIS = 500;
    private static final int ENDED_ALREADY = 409;
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Api api;
    private final User as;

    public Imports(Api api, User as) {
        this.api = api;
        this.as = as;
    }

    /** The id of the job that reads the file; {@code said} are the query's parameters. */
    public String send(Map<String, String> said, Supplier<InputStream> file) {
        return api.upload(as, "/api/v1/imports", said, file)
                .orFail("sending the file")
                .path("jobId")
                .asString();
    }

    public JsonNode job(String id) {
        return api.get(as, "/api/v1/jobs/" + id).orFail("looking at the job");
    }

    /** The job in its final state; the caller bounds the wait by what the file holds. */
    public JsonNode awaitEnd(String id, long rows, Progress progress) throws InterruptedException {
        return watch(FOR_EVER, id, rows, progress);
    }

    /** The job in its final state: the one it came to in that time, else cancelled. */
    public JsonNode endWithin(Duration atMost, String id, long rows, Progress progress) throws InterruptedException {
        var job = watch(atMost, id, rows, progress);
        if (hasEnded(job)) {
            return job;
        }
        cancel(id);
        return awaitEnd(id, rows, progress);
    }

    /** Lets the job end, unless it has already. */
    public void cancel(String id) {
        var cancelled = api.post(as, "/api/v1/jobs/" + id + "/cancel", Map.of());
        if (cancelled.status() != ENDED_ALREADY) {
            cancelled.orFail("cancelling the job");
        }
    }

    private JsonNode watch(Duration atMost, String id, long rows, Progress progress) throws InterruptedException {
        long begin = System.nanoTime();
        var job = job(id);
        while (!hasEnded(job) && System.nanoTime() - begin < atMost.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            job = job(id);
            progress.step("import", "rows", job.path("done").asLong(), rows);
        }
        return job;
    }

    private static boolean hasEnded(JsonNode job) {
        return FINAL.contains(job.path("state").asString());
    }

    /** Whether the job read each row, and each row ended in one of its counts. */
    public static boolean balanced(JsonNode job, long rows) {
        return job.path("total").asLong() == rows
                && job.path("done").asLong() == rows
                && rows
                        == job.path("accepted").asLong()
                                + job.path("refused").asLong()
                                + job.path("suppressed").asLong();
    }
}
