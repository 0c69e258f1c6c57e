package io.tributary.segment.adapter.postgres;

import io.tributary.segment.registry.SegmentSet;
import io.tributary.segment.registry.SegmentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How rows spell segment sets. */
final class SetRows {

    private SetRows() {}

    static Map<String, SegmentSet> of(JdbcClient jdbc, String tenant) {
        return jdbc.sql("select * from segment_set where tenant = ?").param(tenant).query(SetRows::set).list().stream()
                .collect(Collectors.toMap(SegmentSet::key, Function.identity()));
    }

    static void write(JdbcClient jdbc, String tenant, SegmentSet set) {
        var at = set.publishedAt();
        jdbc.sql("""
                        insert into segment_set (tenant, key, status, version, stages, published, published_at, changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, key) do update set
                            status = excluded.status,
                            version = excluded.version,
                            stages = excluded.stages,
                            published = excluded.published,
                            published_at = excluded.published_at,
                            changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by
                        """)
                .param(tenant)
                .param(set.key())
                .param(set.status().name())
                .param(set.version())
                .param(set.stages().toArray(String[]::new))
                .param(set.published().toArray(String[]::new))
                .param(at == null ? null : Timestamp.from(at))
                .param(Timestamp.from(set.changedAt()))
                .param(set.changedBy())
                .update();
    }

    private static SegmentSet set(ResultSet row, int number) throws SQLException {
        var publishedAt = row.getTimestamp("published_at");
        return new SegmentSet(
                row.getString("key"),
                SegmentStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                List.of((String[]) row.getArray("stages").getArray()),
                List.of((String[]) row.getArray("published").getArray()),
                publishedAt == null ? null : publishedAt.toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }
}
