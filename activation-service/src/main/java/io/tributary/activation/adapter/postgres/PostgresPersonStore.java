package io.tributary.activation.adapter.postgres;

import io.tributary.activation.privacy.PersonStore;
import io.tributary.activation.privacy.Subject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A person in all tables. Sums of runs stay as they are: they say how many, and of nobody in particular. */
public final class PostgresPersonStore implements PersonStore {

    private static final String OUTBOX = """
            select count(*) from outbox where value is not null
              and key = any(select :tenant || '/' || p from unnest(cast(:profiles as text[])) p)
            """;
    // A hash of a request about few people can be guessed.
    private static final String FORGET_HASHES = """
            update delivery v set request_hash = '' from delivery_row t
            where t.delivery_id = v.id and t.tenant = :tenant and t.profile_id = any(:profiles)
            """;
    private static final int LEAST_TELLING = 5;

    private final Store store;
    private final Reaching reaching;
    private final JsonMapper json;

    PostgresPersonStore(Store store, Reaching reaching, JsonMapper json) {
        this.store = store;
        this.reaching = reaching;
        this.json = json;
    }

    @Override
    public Map<String, Long> delete(Subject subject, Collection<String> sent) {
        return store.in(jdbc -> {
            var deleted = new LinkedHashMap<String, Long>();
            ContactRows.lock(jdbc, subject.tenant(), subject.profileIds());
            for (var table : PersonTable.ALL) {
                if (table.name().equals("delivery_row")) {
                    of(jdbc, FORGET_HASHES, subject, sent).update();
                }
                deleted.put(table.name(), (long)
                        of(jdbc, table.taken(), subject, sent).update());
            }
            reaching.forget(jdbc, subject.tenant(), subject.profileIds());
            return deleted;
        });
    }

    @Override
    public Map<String, Long> count(Subject subject, Collection<String> sent) {
        return store.in(jdbc -> {
            var found = new LinkedHashMap<String, Long>();
            for (var table : PersonTable.ALL) {
                found.put(table.name(), number(of(jdbc, table.count(), subject, sent)));
            }
            found.put("outbox", number(of(jdbc, OUTBOX, subject, sent)));
            return found;
        });
    }

    private static long number(JdbcClient.StatementSpec statement) {
        return statement.query(Long.class).single();
    }

    @Override
    public void read(Subject subject, Collection<String> sent, Consumer<String> line) {
        store.in(jdbc -> {
            for (var table : PersonTable.ALL) {
                of(jdbc, table.read(), subject, sent).query(row -> {
                    line.accept(line(table.name(), row.getString(1)));
                });
            }
            return true;
        });
    }

    private String line(String table, String record) {
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("system", "activation")
                .put("store", table);
        line.set("record", json.readTree(record));
        return line.toString();
    }

    @Override
    public boolean isRestricted(Subject subject, boolean wanted) {
        return store.in(jdbc -> jdbc.sql("""
                        select count(*) from contact where tenant = :tenant and profile_id = :profile
                          and cast(body ->> 'restricted' as boolean) <> :wanted
                        """)
                        .param("tenant", subject.tenant())
                        .param("profile", subject.profileId())
                        .param("wanted", wanted)
                        .query(Long.class)
                        .single()
                == 0);
    }

    private static JdbcClient.StatementSpec of(JdbcClient jdbc, String sql, Subject subject, Collection<String> sent) {
        var statement = jdbc.sql(sql).param("tenant", subject.tenant());
        var lists = Map.of(
                "profiles", subject.profileIds(),
                "keyed", subject.digests(),
                "sent", sent,
                "values", subject.values(),
                "words", words(subject));
        for (var list : lists.entrySet()) {
            if (sql.contains(":" + list.getKey())) {
                statement = statement.param(list.getKey(), Store.texts(list.getValue()));
            }
        }
        return statement;
    }

    /** Profile ids too: they stand in keys and answers. */
    private static Set<String> words(Subject subject) {
        var words = new LinkedHashSet<>(subject.values());
        subject.profileIds().stream().filter(it -> it.length() >= LEAST_TELLING).forEach(words::add);
        return words;
    }
}
