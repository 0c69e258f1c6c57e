package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.job.Job;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job. For imports and replays {@code done} and {@code total} are rows; {@code done} is accepted + refused + suppressed,
 * and so is {@code total} once the job has ended. For an inference they are records of the log.
 *
 * @param totalIsEstimate the rows are not all read yet: {@code total} is worked out from how far the file's bytes are
 * @param bytesDone how far a file is read; absent for work without one
 * @param report what an import found; absent when there is none, or when it is not kept any more
 * @param result what an inference proposes: {@code plan}, which can be posted, and {@code evidence}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobView(
        String id,
        String kind,
        String state,
        long done,
        long total,
        boolean totalIsEstimate,
        long accepted,
        long refused,
        long suppressed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bytesDone,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bytesTotal,

        @Nullable String error,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode report,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode result) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static JobView of(Job job) {
        return of(job, null);
    }

    static JobView of(Job job, @Nullable JsonNode result) {
        var progress = job.progress();
        var bytes = progress.bytes();
        boolean estimate = !job.state().isFinal() && progress.total() == 0;
        boolean file = bytes.of() > 0;
        return new JobView(
                job.id(),
                job.kind(),
                job.state().wireName(),
                progress.done(),
                estimate ? estimate(progress) : progress.total(),
                estimate,
                progress.accepted(),
                progress.refused(),
                progress.suppressed(),
                file ? bytes.read() : null,
                file ? bytes.of() : null,
                job.error().isEmpty() ? null : job.error(),
                job.papers().report().isEmpty()
                        ? null
                        : JSON.readTree(job.papers().report()),
                result);
    }

    /** As many rows as the file has if the rest of it is like what was read; zero before anything was. */
    private static long estimate(Job.Progress progress) {
        var bytes = progress.bytes();
        return bytes.read() == 0
                ? 0
                : Math.max(progress.done(), Math.round((double) progress.done() * bytes.of() / bytes.read()));
    }

    /** Names what the view says: two views of one job that say the same have the same. */
    String revision() {
        return state + "-" + done + "-" + (bytesDone == null ? 0 : bytesDone);
    }
}
