package io.tributary.segment.adapter.postgres;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitStatus;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.computed.TraitWords;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.NamedFigures;
import io.tributary.segment.rule.RuleJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How rows spell computed traits and their versions. */
final class TraitRows {

    /** Traits with their newest version. */
    static final String TRAITS = """
            select t.tenant, t.key, t.status, t.revision, v.version, v.name, v.owner, v.purpose, v.measure,
                   v.created_at, v.created_by
            from computed_trait t
            join computed_trait_version v on v.tenant = t.tenant and v.key = t.key and v.version = t.latest_version
            """;

    private TraitRows() {}

    static Map<String, ComputedTrait> of(JdbcClient jdbc, String tenant) {
        return jdbc.sql(TRAITS + " where t.tenant = ?").param(tenant).query(TraitRows::trait).list().stream()
                .collect(Collectors.toMap(ComputedTrait::key, Function.identity()));
    }

    static NamedFigures figures(JdbcClient jdbc, String tenant) {
        return new Registry(Map.of(), Map.of(), of(jdbc, tenant)).figures();
    }

    static ComputedTrait trait(ResultSet row, int number) throws SQLException {
        return new ComputedTrait(
                row.getString("key"), TraitStatus.valueOf(row.getString("status")), version(row, number));
    }

    static TraitVersion version(ResultSet row, int number) throws SQLException {
        return new TraitVersion(
                row.getInt("version"),
                new TraitWords(row.getString("name"), row.getString("owner"), row.getString("purpose")),
                figure(row.getString("measure")),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }

    static Figure figure(String json) {
        return switch (RuleJson.parseFigure(json.getBytes(StandardCharsets.UTF_8))) {
            case FigureParse.Parsed(var figure) -> figure;
            case FigureParse.Invalid(var errors) ->
                throw new IllegalStateException("a stored measure no longer parses: "
                        + errors.getFirst().rule());
        };
    }

    static void write(JdbcClient jdbc, String tenant, ComputedTrait trait) {
        jdbc.sql("""
                        insert into computed_trait (tenant, key, status, latest_version, revision)
                        values (?, ?, ?, ?, 1)
                        on conflict (tenant, key) do update set
                            status = excluded.status,
                            latest_version = excluded.latest_version,
                            revision = computed_trait.revision + 1
                        """)
                .params(
                        tenant,
                        trait.key(),
                        trait.status().name(),
                        trait.latest().number())
                .update();
    }

    static void insert(JdbcClient jdbc, String tenant, String key, TraitVersion version) {
        var words = version.words();
        jdbc.sql("insert into computed_trait_version values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        tenant,
                        key,
                        version.number(),
                        words.name(),
                        words.owner(),
                        words.purpose(),
                        new String(RuleJson.print(version.figure()), StandardCharsets.UTF_8),
                        Timestamp.from(version.createdAt()),
                        version.createdBy())
                .update();
    }
}
