package io.tributary.bench.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The cheapest program that does only what cannot be avoided: the identifiers of a batch are upserted into one table in one
 * statement, sorted by key, and the owners read back; one commit, with fsync, for each batch.
 */
final class UpsertCeiling {

    /** As many events as identity takes into one transaction. */
    static final int BATCH = 1_000;

    private static final String UPSERT = """
            insert into bench_ceiling (tenant, value, namespace, profile_id, last_seen)
            select ?, value, namespace, gen_random_uuid(), ? from unnest(?::text[], ?::text[]) as given (value, namespace)
            on conflict (tenant, value, namespace) do update set last_seen = excluded.last_seen
            returning profile_id
            """;

    private final Connection database;
    private final String tenant;

    private record Key(String value, String namespace) {}

    /** Makes the table when it is not there. */
    UpsertCeiling(Connection database, String tenant) throws SQLException {
        this.database = database;
        this.tenant = tenant;
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("""
                    create table if not exists bench_ceiling (
                        tenant text not null, value text not null, namespace text not null,
                        profile_id uuid not null, last_seen bigint not null,
                        primary key (tenant, value, namespace))
                    """);
        }
        database.commit();
    }

    /** Fills the table with the people's four identifiers each, as many people as were introduced. */
    void fill(int people) throws SQLException {
        try (var statement = database.prepareStatement("""
                insert into bench_ceiling (tenant, value, namespace, profile_id, last_seen)
                select ?, format(kind.pattern, lpad(person::text, 8, '0')), kind.namespace, gen_random_uuid(), 0
                from generate_series(0, ? - 1) as person,
                     (values ('user-%s', 'user_id'), ('anon-%s', 'anonymous_id'),
                             ('user%s@mail.example', 'email'), ('+4917%s', 'phone')) as kind (pattern, namespace)
                """)) {
            statement.setString(1, tenant);
            statement.setInt(2, people);
            statement.executeUpdate();
        }
        database.commit();
        database.setAutoCommit(true);
        try (var statement = database.createStatement()) {
            statement.execute("vacuum (analyze) bench_ceiling");
        }
        database.setAutoCommit(false);
    }

    /** The events of these people, in order, batch by batch; returns the owners that it was answered. */
    long resolve(List<Integer> people) throws SQLException {
        long owners = 0;
        try (var statement = database.prepareStatement(UPSERT)) {
            for (int from = 0; from < people.size(); from += BATCH) {
                var batch = keys(people.subList(from, Math.min(people.size(), from + BATCH)));
                statement.setString(1, tenant);
                statement.setLong(2, from);
                statement.setArray(3, texts(batch.stream().map(Key::value).toList()));
                statement.setArray(4, texts(batch.stream().map(Key::namespace).toList()));
                try (var answer = statement.executeQuery()) {
                    while (answer.next()) {
                        owners++;
                    }
                }
                database.commit();
            }
        }
        return owners;
    }

    /** Each identifier once, as one statement may not touch a row twice. */
    private static List<Key> keys(List<Integer> people) {
        var keys = new ArrayList<Key>();
        for (int person : people.stream().distinct().toList()) {
            var identifiers = People.identifiersOf(person);
            keys.add(new Key(identifiers.getFirst(), "user_id"));
            keys.add(new Key(identifiers.getLast(), "anonymous_id"));
        }
        keys.sort((a, b) -> a.value.compareTo(b.value));
        return Collections.unmodifiableList(keys);
    }

    private java.sql.Array texts(List<String> values) throws SQLException {
        return database.createArrayOf("text", values.toArray());
    }
}
