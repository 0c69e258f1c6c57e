package io.tributary.activation;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for words in all tables of the service, whatever their columns are. */
record LeftBehind(JdbcClient sql) {

    /** Every table of the service with a row that has the word in any column, also as bytes or in their hex form. */
    Set<String> tablesWith(String word) {
        var tables = sql.sql("select table_name from information_schema.tables where table_schema = 'cdp_activation'")
                .query(String.class)
                .list();
        var hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return tables.stream()
                .filter(table -> Stream.of(word, hex).anyMatch(it -> has(table, it)))
                .collect(Collectors.toSet());
    }

    private boolean has(String table, String word) {
        return sql.sql("select count(*) from cdp_activation." + table
                                + " t where position(? in cast(to_jsonb(t) as text)) > 0")
                        .param(word)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
