package io.tributary.segment.adapter.postgres;

import io.tributary.segment.registry.Description;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentStatus;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How rows spell segments and their versions. */
final class SegmentRows {

    private static final String VERSION_COLUMNS = """
            %1$s.version as %1$s_version, %1$s.name as %1$s_name, %1$s.owner as %1$s_owner,
            %1$s.purpose as %1$s_purpose, %1$s.outcome as %1$s_outcome, %1$s.cadence as %1$s_cadence,
            %1$s.review_date as %1$s_review_date, %1$s.actions as %1$s_actions, %1$s.tags as %1$s_tags,
            %1$s.is_public as %1$s_is_public, %1$s.rule as %1$s_rule, %1$s.rule_hash as %1$s_rule_hash,
            %1$s.created_at as %1$s_created_at, %1$s.created_by as %1$s_created_by
            """;

    /** Segments with their newest ({@code l}) and their published ({@code p}) version. */
    static final String SEGMENTS = "select s.tenant, s.key, s.status, s.published_at, s.revision, "
            + VERSION_COLUMNS.formatted("l") + ", " + VERSION_COLUMNS.formatted("p")
            + """
             from segment s
             join segment_version l on l.tenant = s.tenant and l.key = s.key and l.version = s.latest_version
             left join segment_version p on p.tenant = s.tenant and p.key = s.key and p.version = s.published_version
            """;

    static final String VERSIONS = "select " + VERSION_COLUMNS.formatted("v") + " from segment_version v ";

    private SegmentRows() {}

    static Registry registry(JdbcClient jdbc, String tenant) {
        var segments = jdbc.sql(SEGMENTS + " where s.tenant = ?")
                .param(tenant)
                .query(SegmentRows::segment)
                .list();
        return new Registry(
                segments.stream().collect(Collectors.toMap(RegisteredSegment::key, Function.identity())),
                SetRows.of(jdbc, tenant),
                TraitRows.of(jdbc, tenant));
    }

    static RegisteredSegment segment(ResultSet row, int number) throws SQLException {
        row.getInt("p_version");
        boolean hasPublished = !row.wasNull();
        return new RegisteredSegment(
                row.getString("key"),
                SegmentStatus.valueOf(row.getString("status")),
                version(row, "l_"),
                hasPublished ? version(row, "p_") : null,
                instant(row.getTimestamp("published_at")));
    }

    static SegmentVersion version(ResultSet row, int number) throws SQLException {
        return version(row, "v_");
    }

    private static SegmentVersion version(ResultSet row, String prefix) throws SQLException {
        return new SegmentVersion(
                row.getInt(prefix + "version"),
                description(row, prefix),
                switch (RuleJson.parse(row.getString(prefix + "rule").getBytes(StandardCharsets.UTF_8))) {
                    case RuleParse.Parsed parsed -> parsed.condition();
                    case RuleParse.Invalid _ ->
                        throw new IllegalStateException("a stored rule no longer parses: " + row.getString("key"));
                },
                row.getString(prefix + "rule_hash"),
                row.getTimestamp(prefix + "created_at").toInstant(),
                row.getString(prefix + "created_by"));
    }

    private static Description description(ResultSet row, String prefix) throws SQLException {
        return new Description(
                row.getString(prefix + "name"),
                row.getString(prefix + "owner"),
                row.getString(prefix + "purpose"),
                row.getString(prefix + "outcome"),
                row.getString(prefix + "cadence"),
                row.getObject(prefix + "review_date", LocalDate.class),
                texts(row, prefix + "actions"),
                texts(row, prefix + "tags"),
                row.getBoolean(prefix + "is_public"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
