package io.tributary.segment.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.segment.job.Job;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job.
 *
 * @param total zero while it is not known
 * @param report what the job says of its work; absent before it began
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobView(
        String id,
        String kind,
        String state,
        long done,
        long total,
        @Nullable String error,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode report) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static JobView of(Job job) {
        var report = job.papers().report();
        return new JobView(
                job.id(),
                job.kind(),
                job.state().wireName(),
                job.progress().done(),
                job.progress().total(),
                job.error().isEmpty() ? null : job.error(),
                report.isEmpty() ? null : JSON.readTree(report));
    }
}
