package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What came of a job: counts by row, and the reasons of the first rows that failed. */
record JobOutcome(
        String id,
        String type,
        Instant startedAt,
        Instant finishedAt,
        int requested,
        int created,
        int updated,
        int deleted,
        List<String> errors,
        int errored) {

    /** The platform's words: completed without errors, errored with some, failed with nothing but errors. */
    String status() {
        if (errored == 0) {
            return "completed";
        }
        return errored < requested ? "errored" : "failed";
    }

    ObjectNode toWire(String origin) {
        var results = Json.object()
                .put("requested_count", requested)
                .put("created_count", created)
                .put("updated_count", updated)
                .put("deleted_count", deleted)
                .put("errored_count", errored);
        if (errored > 0) {
            results.put("errors_url", origin + "/_double/sendgrid/jobs/" + id + "/errors");
        }
        var wire = Json.object().put("id", id).put("status", status()).put("job_type", type);
        wire.set("results", results);
        return wire.put("started_at", startedAt.toString()).put("finished_at", finishedAt.toString());
    }
}
