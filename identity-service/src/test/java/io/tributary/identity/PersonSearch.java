package io.tributary.identity;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for words in every column of every table that the schema says it has, and so also in those that are added after the
 * test was written.
 */
final class PersonSearch {

    private final JdbcClient jdbc;

    PersonSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Column(String table, String name, String type, boolean ofTenant) {

        /** As text; of bytes what can be read in them, and their hexadecimal form. */
        String text() {
            return type.equals("bytea")
                    ? "encode(" + name + ", 'escape') || ' ' || encode(" + name + ", 'hex')"
                    : "cast(" + name + " as text)";
        }
    }

    List<String> tables() {
        return columns().stream().map(Column::table).distinct().toList();
    }

    private List<Column> columns() {
        return jdbc.sql("""
                select c.table_name, c.column_name, c.data_type, exists (
                        select from information_schema.columns o where o.table_schema = c.table_schema
                            and o.table_name = c.table_name and o.column_name = 'tenant')
                from information_schema.columns c
                    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                    and c.table_name <> 'flyway_schema_history' order by 1, 2""")
                .query((row, _) -> new Column(
                        String.valueOf(row.getString(1)),
                        '"' + row.getString(2) + '"',
                        String.valueOf(row.getString(3)),
                        row.getBoolean(4)))
                .list();
    }

    /** {@code table.column} of each place of a tenant in which a word stands. */
    Collection<String> places(String tenant, Collection<String> words) {
        var places = new TreeSet<String>();
        for (var column : columns()) {
            for (var word : words) {
                if (stands(tenant, word, column)) {
                    places.add(column.table() + "." + column.name().replace("\"", ""));
                }
            }
        }
        return places;
    }

    private boolean stands(String tenant, String word, Column column) {
        var whose = column.ofTenant() ? "tenant = :tenant" : "true";
        return jdbc.sql("select exists (select from " + column.table() + " where " + whose
                        + " and position(lower(:word) in lower(" + column.text() + ")) > 0)")
                .param("tenant", tenant)
                .param("word", word)
                .query((row, _) -> row.getBoolean(1))
                .single();
    }
}
