package io.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of answers that were given before it was written down who gave them. */
class ConsentMigrationIT {

    private static final String SCHEMA = "consent_migration";
    private static final UUID ANNA = new UUID(1, 1);
    private static final UUID BERT = new UUID(1, 2);
    private static final UUID CARL = new UUID(1, 3);

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient jdbc;

    /** Anna (nodes 1 and 4) took Bert in (nodes 2 and 3) at 100; Carl is alone. */
    @BeforeAll
    static void migrate() throws SQLException {
        SharedBackends.get(ServerKind.POSTGRES);
        var url = SharedBackends.postgres(SCHEMA);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + SCHEMA);
        }
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setCurrentSchema(SCHEMA);
        jdbc = JdbcClient.create(source);
        flyway(source, MigrationVersion.fromVersion("4")).migrate();
        profile(ANNA, null);
        profile(BERT, ANNA);
        profile(CARL, null);
        node(1, ANNA);
        node(2, ANNA);
        node(3, ANNA);
        node(4, ANNA);
        node(5, CARL);
        jdbc.sql("insert into merge values ('t', 7, ?, ?, 'm', 100, 'operator', 4, '{2,3}', null)")
                .params(BERT, ANNA)
                .update();
        consent(BERT, "brought", "GRANTED", 20);
        consent(ANNA, "brought", "GRANTED", 20);
        consent(ANNA, "own", "GRANTED", 50);
        consent(ANNA, "together", "GRANTED", 150);
        consent(ANNA, "denied", "DENIED", 160);
        consent(CARL, "alone", "GRANTED", 170);
        flyway(source, MigrationVersion.LATEST).migrate();
    }

    private static Flyway flyway(PGSimpleDataSource source, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(source)
                .defaultSchema(SCHEMA)
                .target(target)
                .load();
    }

    private static void profile(UUID id, @Nullable UUID into) {
        jdbc.sql(
                        "insert into profile (tenant, id, first_seen, merges, merged_into, number) values ('t', ?, 1, 0, ?, 1)")
                .param(id)
                .param(into)
                .update();
    }

    private static void node(long id, UUID profile) {
        jdbc.sql("""
                insert into node (tenant, id, namespace, value, profile_id, first_seen, last_seen)
                values ('t', ?, 'anonymous_id', ?, ?, 1, 1)""").params(id, "d" + id, profile).update();
    }

    private static void consent(UUID profile, String purpose, String state, long at) {
        jdbc.sql("insert into consent values ('t', ?, ?, ?, ?, 'shop')")
                .params(profile, purpose, state, at)
                .update();
    }

    @Test
    void putsAnAnswerDownToAnIdentifierOfWhoeverCanHaveGivenIt() {
        assertThat(
                        rows(
                                "select node_id || ' ' || purpose || ' ' || state || ' ' || next_edge from consent_said order by 1"))
                .containsExactly("1 denied DENIED 0", "1 own GRANTED 0", "2 brought GRANTED 0", "5 alone GRANTED 0");
    }

    @Test
    void tellsWhatAMergeBroughtFromWhatWasSaid() {
        assertThat(rows("select purpose from consent_record where cause = 'MERGE'"))
                .containsExactly("brought");
        assertThat(rows("select purpose from consent_record where cause = 'SAID' order by 1"))
                .containsExactly("alone", "brought", "denied", "own", "together");
    }

    private static List<String> rows(String sql) {
        return jdbc.sql(sql).query((row, _) -> String.valueOf(row.getString(1))).list();
    }
}
