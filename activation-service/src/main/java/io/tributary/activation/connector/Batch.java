package io.tributary.activation.connector;

import java.time.Instant;
import java.util.List;

/**
 * Rows that go the same way to the same place.
 *
 * @param number positive and never used twice at a destination; repeated when the same batch is sent again
 * @param remoteId the platform's own id of the list or audience
 * @param at real time of the attempt
 */
public record Batch(
        Connection connection,
        String audienceId,
        String remoteId,
        String runId,
        long number,
        Op op,
        List<WireRow> rows,
        Instant at) {

    public Batch {
        rows = List.copyOf(rows);
    }
}
