package io.tributary.segment.adapter.postgres;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Jobs as rows. */
final class JobRows {

    private JobRows() {}

    /** As intervals are made of it. */
    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static Job row(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getString("tenant"),
                row.getString("id"),
                row.getString("kind"),
                JobState.named(row.getString("state")),
                new Job.Progress(row.getLong("done"), row.getLong("total")),
                row.getString("error"),
                new Job.Papers(row.getString("request"), row.getString("position"), row.getString("report")),
                row.getLong("revision"),
                row.getTimestamp("updated_at").toInstant());
    }
}
