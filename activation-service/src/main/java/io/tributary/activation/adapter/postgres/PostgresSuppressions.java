package io.tributary.activation.adapter.postgres;

import io.tributary.activation.suppression.Statements;
import io.tributary.activation.suppression.Suppression;
import io.tributary.activation.suppression.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The suppression list, its history, and what a change of it sets in motion; all of one change in one transaction. */
public final class PostgresSuppressions implements Suppressions {

    // Everybody takes rows in this order, so that two writers cannot wait for each other.
    private static final Comparator<Suppression.Subject> SUBJECTS =
            Comparator.comparing(Suppression.Subject::digest).thenComparing(Suppression.Subject::namespace);
    private static final Comparator<Suppression> IN_ORDER = Comparator.comparing(Suppression::tenant)
            .thenComparing(Suppression::subject, SUBJECTS)
            .thenComparing(it -> it.scope().name())
            .thenComparing(Suppression::scopeId)
            .thenComparing(it -> it.kind().name());

    private static final String DUE = """
            select id from suppression where (not begun and from_ms <= :now) or (not ended and until_ms <= :now)
            order by tenant collate "C", digest collate "C", namespace collate "C",
              scope collate "C", scope_id collate "C", kind collate "C" for update
            """;

    private final Store store;
    private final PostgresPeople people;
    private final Reaching reaching;
    private final Statements statements;
    private final Clock suiteClock;
    private final Clock realClock;

    PostgresSuppressions(
            Store store,
            PostgresPeople people,
            Reaching reaching,
            Statements statements,
            Clock suiteClock,
            Clock realClock) {
        this.store = store;
        this.people = people;
        this.reaching = reaching;
        this.statements = statements;
        this.suiteClock = suiteClock;
        this.realClock = realClock;
    }

    @Override
    public int record(List<Suppression> suppressions, String actor) {
        return store.in(jdbc -> {
            var changed = new ArrayList<Suppression>();
            for (var suppression : suppressions.stream().sorted(IN_ORDER).toList()) {
                if (upsert(jdbc, suppression)) {
                    changed.add(suppression);
                    note(jdbc, suppression, "recorded", actor);
                }
            }
            spread(jdbc, changed);
            return changed.size();
        });
    }

    private boolean upsert(JdbcClient jdbc, Suppression it) {
        return jdbc.sql("""
                        insert into suppression (id, tenant, namespace, digest, scope, scope_id, kind, effect,
                            from_ms, until_ms, reason, masked, begun)
                        values (:id, :tenant, :namespace, :digest, :scope, :scopeId, :kind, :effect,
                            :from, :until, :reason, :masked, :begun)
                        on conflict (tenant, namespace, digest, scope, scope_id, kind) do update
                        set effect = excluded.effect, from_ms = excluded.from_ms, until_ms = excluded.until_ms,
                            reason = excluded.reason, begun = excluded.begun, ended = false
                        where (suppression.effect, suppression.until_ms, suppression.reason)
                            is distinct from (excluded.effect, excluded.until_ms, excluded.reason)
                        """)
                        .param("id", it.id())
                        .param("tenant", it.tenant())
                        .param("namespace", it.subject().namespace())
                        .param("digest", it.subject().digest())
                        .param("scope", it.scope().name())
                        .param("scopeId", it.scopeId())
                        .param("kind", it.kind().name())
                        .param("effect", it.effect().name())
                        .param("from", it.from().toEpochMilli())
                        .param("until", millis(it.until()))
                        .param("reason", it.reason())
                        .param("masked", it.masked())
                        .param("begun", !it.from().isAfter(suiteClock.instant()))
                        .update()
                > 0;
    }

    private void note(JdbcClient jdbc, Suppression it, String what, String actor) {
        jdbc.sql("""
                        insert into suppression_event (suppression_id, tenant, namespace, digest, what, scope, scope_id,
                            kind, effect, from_ms, until_ms, reason, actor, at_ms)
                        values (:id, :tenant, :namespace, :digest, :what, :scope, :scopeId,
                            :kind, :effect, :from, :until, :reason, :actor, :at)
                        """)
                .param("id", it.id())
                .param("tenant", it.tenant())
                .param("namespace", it.subject().namespace())
                .param("digest", it.subject().digest())
                .param("what", what)
                .param("scope", it.scope().name())
                .param("scopeId", it.scopeId())
                .param("kind", it.kind().name())
                .param("effect", it.effect().name())
                .param("from", it.from().toEpochMilli())
                .param("until", millis(it.until()))
                .param("reason", it.reason())
                .param("actor", actor)
                .param("at", suiteClock.millis())
                .update();
    }

    /**
     * Restates the people's reachability, marks them, and states the subjects themselves. The contacts of all are locked
     * before any mark, as they are where contacts arrive, so that the two cannot wait for each other.
     */
    private void spread(JdbcClient jdbc, Collection<Suppression> changed) {
        var byTenant = changed.stream()
                .collect(Collectors.groupingBy(
                        Suppression::tenant,
                        TreeMap::new,
                        Collectors.mapping(
                                Suppression::subject, Collectors.toCollection(() -> new TreeSet<>(SUBJECTS)))));
        var found = new TreeMap<String, List<String>>();
        byTenant.forEach((tenant, subjects) -> {
            var profiles = profiles(jdbc, tenant, subjects);
            ContactRows.lock(jdbc, tenant, profiles);
            found.put(tenant, profiles);
        });
        byTenant.forEach((tenant, subjects) -> {
            var profiles = found.getOrDefault(tenant, List.of());
            if (!profiles.isEmpty()) {
                reaching.restate(
                        jdbc,
                        tenant,
                        people.load(jdbc, tenant, profiles, realClock.instant()).values());
                Marks.people(jdbc, tenant, profiles, realClock.millis());
            }
            subjects.forEach(it -> state(jdbc, tenant, it));
        });
    }

    private static List<String> profiles(JdbcClient jdbc, String tenant, Collection<Suppression.Subject> subjects) {
        return jdbc.sql(
                        "select distinct profile_id from contact_digest where tenant = :tenant and digest = any(:digests)")
                .param("tenant", tenant)
                .param("digests", Store.texts(subjects, Suppression.Subject::digest))
                .query(Store::text)
                .list();
    }

    private void state(JdbcClient jdbc, String tenant, Suppression.Subject subject) {
        long version = jdbc.sql("""
                        insert into suppression_version (tenant, digest, version) values (:tenant, :digest, 1)
                        on conflict (tenant, digest) do update set version = suppression_version.version + 1
                        returning version
                        """)
                .param("tenant", tenant)
                .param("digest", subject.digest())
                .query(Long.class)
                .single();
        var now = suiteClock.instant();
        var standing = of(jdbc, tenant, subject).stream()
                .filter(it -> it.until() == null || now.isBefore(it.until()))
                .toList();
        PostgresOutbox.put(jdbc, List.of(statements.suppressed(tenant, subject, standing, version)));
    }

    @Override
    public Optional<Suppression> lift(String tenant, String id, String actor) {
        return store.in(jdbc -> {
            var found = jdbc.sql("delete from suppression where tenant = :tenant and id = :id returning *")
                    .param("tenant", tenant)
                    .param("id", id)
                    .query((row, number) -> SuppressionRow.read(row))
                    .optional();
            found.ifPresent(it -> {
                note(jdbc, it, "lifted", actor);
                spread(jdbc, List.of(it));
            });
            return found;
        });
    }

    @Override
    public List<Suppression> list(String tenant, @Nullable String after, int limit) {
        return store.in(jdbc -> jdbc.sql(
                        "select * from suppression where tenant = :tenant and id > :after order by id limit :limit")
                .param("tenant", tenant)
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, number) -> SuppressionRow.read(row))
                .list());
    }

    @Override
    public List<Suppression> of(String tenant, Suppression.Subject subject) {
        return store.in(jdbc -> of(jdbc, tenant, subject));
    }

    private static List<Suppression> of(JdbcClient jdbc, String tenant, Suppression.Subject subject) {
        return jdbc.sql("select * from suppression where tenant = :tenant and digest = :digest order by id")
                .param("tenant", tenant)
                .param("digest", subject.digest())
                .query((row, number) -> SuppressionRow.read(row))
                .list();
    }

    @Override
    public int passTime(Instant now) {
        return store.in(jdbc -> {
            var due = jdbc.sql(DUE)
                    .param("now", now.toEpochMilli())
                    .query(Store::text)
                    .list();
            var passed = new ArrayList<Suppression>();
            if (!due.isEmpty()) {
                passed.addAll(pass(jdbc, "begun = true", "not begun and from_ms <= :now", due, now));
                passed.addAll(pass(jdbc, "ended = true", "not ended and until_ms <= :now", due, now));
            }
            spread(jdbc, passed);
            return passed.size();
        });
    }

    private static List<Suppression> pass(
            JdbcClient jdbc, String change, String when, Collection<String> due, Instant now) {
        return jdbc.sql("update suppression set %s where id = any(:due) and %s returning *".formatted(change, when))
                .param("due", Store.texts(due))
                .param("now", now.toEpochMilli())
                .query((row, number) -> SuppressionRow.read(row))
                .list();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
