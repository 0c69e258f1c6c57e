package io.tributary.segment.adapter.postgres;

import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.export.ExportWork;
import io.tributary.segment.privacy.PersonDocuments.Held;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.PersonRows;
import io.tributary.segment.privacy.TellingValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erased people as ids and digests; and the places where a value may have been written down: stored answers, exported
 * files, back-tests and rows of lists, which go, and what marketers wrote about segments and computed traits, in which it is
 * replaced and what they wrote about announced anew.
 */
public final class PostgresPersonRows implements PersonRows {

    private static final String ANSWERS = "answers";
    private static final String RULES = "rules";
    private static final String EXPORTS = "exports";
    private static final String BACKTESTS = "backtests";
    private static final String LISTS = "lists";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ExportFiles files;
    private final WrittenBacktests backtests;
    private final WrittenTraits traits;
    private final PersonLists lists;

    public PostgresPersonRows(JdbcClient jdbc, TransactionOperations transactions, ExportFiles files) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.files = files;
        this.backtests = new WrittenBacktests(jdbc);
        this.traits = new WrittenTraits(jdbc);
        this.lists = new PersonLists(jdbc);
    }

    @Override
    public void erased(PersonRequest request) {
        var subjects = subjects(request);
        Blocking.translating(() -> jdbc.sql("""
                        insert into erased_subject (tenant, subject, graph_number, request_id)
                        select ?, subject, ?, ? from unnest(?) as subject
                        on conflict (tenant, subject) do update
                        set graph_number = greatest(erased_subject.graph_number, excluded.graph_number)
                        """)
                .params(request.tenant(), request.graphNumber(), request.id(), subjects)
                .update());
    }

    private static String[] subjects(PersonRequest request) {
        return Stream.concat(request.profileIds().stream(), request.digests().stream())
                .toArray(String[]::new);
    }

    @Override
    public void freed(String tenant, Collection<String> digests) {
        Blocking.translating(() -> jdbc.sql("delete from erased_subject where tenant = ? and subject = any(?)")
                .params(tenant, digests.toArray(String[]::new))
                .update());
    }

    @Override
    public Map<String, Long> amongErased(String tenant, Set<String> subjects) {
        var erased = new TreeMap<String, Long>();
        Blocking.translating(() -> {
            jdbc.sql("select subject, graph_number from erased_subject where tenant = ? and subject = any(?)")
                    .params(tenant, subjects.toArray(String[]::new))
                    .query(row -> {
                        erased.put(row.getString("subject"), row.getLong("graph_number"));
                    });
            return erased;
        });
        return erased;
    }

    @Override
    public Map<String, Long> delete(PersonRequest request) {
        var values = TellingValues.of(request.identifiers());
        var tenant = request.tenant();
        return Blocking.translating(() -> {
            long answers = 0;
            for (var key : answers(tenant, values)) {
                answers += jdbc.sql("delete from stored_answer where tenant = ? and idempotency_key = ?")
                        .params(tenant, key)
                        .update();
            }
            var versions = versions(tenant, values);
            var measures = traits.holding(tenant, values);
            transactions.executeWithoutResult(status -> {
                versions.forEach(it -> replace(tenant, it, values));
                measures.forEach(it -> traits.replace(tenant, it, values));
            });
            return counts(
                    answers,
                    versions.size() + measures.size(),
                    files.forget(tenant),
                    backtests.delete(tenant, values),
                    lists.delete(request));
        });
    }

    @Override
    public Map<String, Long> find(PersonRequest request) {
        var values = TellingValues.of(request.identifiers());
        var tenant = request.tenant();
        return Blocking.translating(() -> counts(
                answers(tenant, values).size(),
                versions(tenant, values).size() + traits.holding(tenant, values).size(),
                exports(request),
                backtests.holding(tenant, values).size(),
                lists.find(request)));
    }

    /** Files from before the erasure; all of them while there was none. */
    private long exports(PersonRequest request) {
        return jdbc.sql("""
                        select count(*) from job where tenant = :tenant and kind = :kind and state = 'done'
                            and created_at <= (select coalesce(max(stored_at), now()) from erased_subject
                                where tenant = :tenant and subject = any(:subjects))""")
                .param("tenant", request.tenant())
                .param("kind", ExportWork.KIND)
                .param("subjects", subjects(request))
                .query(Long.class)
                .single();
    }

    private static Map<String, Long> counts(long answers, long rules, long exports, long backtests, long lists) {
        return new TreeMap<>(
                Map.of(ANSWERS, answers, RULES, rules, EXPORTS, exports, BACKTESTS, backtests, LISTS, lists));
    }

    @Override
    public void each(PersonRequest request, Consumer<Held> take) {
        lists.each(request, it -> take.accept(new Held(LISTS, it)));
    }

    private List<String> answers(String tenant, TellingValues values) {
        var keys = new ArrayList<String>();
        jdbc.sql("select idempotency_key, body from stored_answer where tenant = ?")
                .params(tenant)
                .query(row -> {
                    if (values.in(row.getString("body")) || values.in(row.getString("idempotency_key"))) {
                        keys.add(row.getString("idempotency_key"));
                    }
                });
        return keys;
    }

    private List<WrittenVersion> versions(String tenant, TellingValues values) {
        return jdbc
                .sql("select key, version, name, owner, purpose, outcome, cadence, tags, actions, rule"
                        + " from segment_version where tenant = ?")
                .params(tenant)
                .query((row, number) -> WrittenVersion.of(row))
                .list()
                .stream()
                .filter(it -> it.holds(values))
                .toList();
    }

    private void replace(String tenant, WrittenVersion version, TellingValues values) {
        var left = version.without(values);
        jdbc.sql("""
                        update segment_version set name = ?, owner = ?, purpose = ?, outcome = ?, cadence = ?,
                            tags = ?, actions = ?, rule = ?, rule_hash = ?
                        where tenant = ? and key = ? and version = ?
                        """)
                .params(
                        left.words().get(0),
                        left.words().get(1),
                        left.words().get(2),
                        left.words().get(3),
                        left.words().get(4),
                        left.tags().toArray(String[]::new),
                        left.actions().toArray(String[]::new),
                        left.rule(),
                        left.ruleHash(),
                        tenant,
                        version.key(),
                        version.version())
                .update();
        jdbc.sql("update segment set revision = revision + 1 where tenant = ? and key = ? and published_version = ?")
                .params(tenant, version.key(), version.version())
                .update();
    }
}
