package io.tributary.local.prove.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sizes that a suite is compared with, by SQL over the file itself. Needs the folder that TRIBUTARY_DATA names. */
class RetailRuleTest {

    private static final String TITLE = "-- ";

    @Test
    void hasTheSizesThatSqlFinds() throws SQLException, IOException {
        var folder = System.getenv("TRIBUTARY_DATA");
        assumeTrue(folder != null, "TRIBUTARY_DATA names no folder: the Online Retail file is not read");

        var found = new LinkedHashMap<String, Integer>();
        try (var database = DriverManager.getConnection("jdbc:duckdb:")) {
            for (var statement : statements(Path.of(folder, "online_retail", "online_retail.csv.gz"))) {
                if (statement.startsWith(TITLE)) {
                    found.put(
                            statement.lines().findFirst().orElseThrow().substring(TITLE.length()),
                            count(database, statement));
                } else {
                    execute(database, statement);
                }
            }
        }

        Map<String, Integer> stated =
                RetailRule.all().stream().collect(Collectors.toMap(RetailRule::key, RetailRule::size));
        assertThat(found).isEqualTo(stated);
    }

    private static Iterable<String> statements(Path file) throws IOException {
        try (var script = RetailRuleTest.class.getResourceAsStream("retail-rules.sql")) {
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("FILE", file.toString());
            return Arrays.stream(text.split(";"))
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .toList();
        }
    }

    private static void execute(Connection database, String statement) throws SQLException {
        try (var run = database.createStatement()) {
            run.execute(statement);
        }
    }

    private static int count(Connection database, String select) throws SQLException {
        try (var run = database.createStatement();
                var rows = run.executeQuery("select count(*) from (" + select + "\n)")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
