package io.tributary.segment.adapter.postgres;

import io.tributary.segment.privacy.TellingValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What marketers wrote about computed traits: their words, and the values that their measures ask for. */
final class WrittenTraits {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One version. */
    record Written(String key, int version, List<String> words, String measure) {

        static Written of(ResultSet row) throws SQLException {
            return new Written(
                    row.getString("key"),
                    row.getInt("version"),
                    List.of(row.getString("name"), row.getString("owner"), row.getString("purpose")),
                    row.getString("measure"));
        }

        boolean holds(TellingValues values) {
            return !without(values).equals(without(TellingValues.of(List.of())));
        }

        Written without(TellingValues values) {
            return new Written(
                    key,
                    version,
                    words.stream().map(values::without).toList(),
                    WrittenVersion.without(JSON.readTree(measure), values).toString());
        }
    }

    private final JdbcClient jdbc;

    WrittenTraits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Written> holding(String tenant, TellingValues values) {
        return jdbc
                .sql("select key, version, name, owner, purpose, measure from computed_trait_version where tenant = ?")
                .param(tenant)
                .query((row, number) -> Written.of(row))
                .list()
                .stream()
                .filter(it -> it.holds(values))
                .toList();
    }

    /** The trait and everything that compares it mean something else now: all that any rule may compare is announced. */
    void replace(String tenant, Written written, TellingValues values) {
        var left = written.without(values);
        jdbc.sql("update computed_trait_version set name = ?, owner = ?, purpose = ?, measure = ?"
                        + " where tenant = ? and key = ? and version = ?")
                .params(
                        left.words().get(0),
                        left.words().get(1),
                        left.words().get(2),
                        left.measure(),
                        tenant,
                        written.key(),
                        written.version())
                .update();
        int current = jdbc.sql("update computed_trait set revision = revision + 1"
                        + " where tenant = ? and key = ? and latest_version = ?")
                .params(tenant, written.key(), written.version())
                .update();
        if (current > 0) {
            jdbc.sql("update segment set revision = revision + 1 where tenant = ? and published_version is not null")
                    .param(tenant)
                    .update();
        }
    }
}
