package io.tributary.segment.adapter.postgres;

import io.tributary.segment.list.ListedPeople;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Whose identifiers are known, and marks that wait to be told, in PostgreSQL; under the lock of {@link PostgresLists}. */
public final class PostgresListedPeople implements ListedPeople {

    /** Longer than the topology is usually behind. */
    private static final Duration TELL_AGAIN = Duration.ofMinutes(10);

    /** Identity states the heir's contact with the same change; only when contacts are read anew it takes longer. */
    private static final Duration HEIRS_COME = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Blocking blocking;

    public PostgresListedPeople(JdbcClient jdbc, TransactionTemplate transactions, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public Mono<Void> enable(String tenant) {
        return blocking.ask(() -> isEnabled(tenant) || transactions.execute(status -> added(tenant)))
                .then();
    }

    private boolean isEnabled(String tenant) {
        return jdbc.sql("select exists (select from list_tenant where tenant = ?)")
                .param(tenant)
                .query(Boolean.class)
                .single();
    }

    /** One at a time: who sees a number sees all tenants that have a smaller one. */
    private boolean added(String tenant) {
        ListSql.lockTenants(jdbc);
        return jdbc.sql("insert into list_tenant (tenant) values (?) on conflict do nothing")
                        .param(tenant)
                        .update()
                == 1;
    }

    @Override
    public long newestTenant() {
        return Blocking.translating(() -> jdbc.sql("select coalesce(max(number), 0) from list_tenant")
                .query(Long.class)
                .single());
    }

    @Override
    public void take(List<Known> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        Blocking.translating(() -> {
            var enabled = enabled(contacts);
            contacts.stream()
                    .filter(it -> enabled.contains(it.tenant()))
                    .collect(Collectors.groupingBy(Known::tenant))
                    .forEach((tenant, own) -> transactions.executeWithoutResult(status -> take(tenant, own)));
            return true;
        });
    }

    private Set<String> enabled(List<Known> contacts) {
        var tenants = contacts.stream().map(Known::tenant).collect(Collectors.toSet());
        return new TreeSet<>(jdbc.sql("select tenant from list_tenant where tenant = any(?)")
                .param(tenants.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    private void take(String tenant, List<Known> contacts) {
        ListSql.lock(jdbc, tenant);
        var gone = contacts.stream()
                .filter(it -> it.digests() == null)
                .map(Known::profileId)
                .toArray(String[]::new);
        takeLeave(tenant, gone);
        var changed = new TreeSet<>(newer(tenant, contacts));
        var pairs = contacts.stream()
                .filter(it -> changed.contains(it.profileId()))
                .flatMap(PostgresListedPeople::owned)
                .toList();
        changed.addAll(List.of(gone));
        var profiles = changed.toArray(String[]::new);
        Stream.of(ListedSql.INHERIT, ListedSql.TAKE_OVER, ListedSql.OF_PROFILES)
                .flatMap(List::stream)
                .forEach(sql -> jdbc.sql(sql)
                        .param("tenant", tenant)
                        .param("profiles", profiles)
                        .param("owners", pairs.stream().map(Map.Entry::getKey).toArray(String[]::new))
                        .param(
                                "digests",
                                pairs.stream().map(Map.Entry::getValue).toArray(byte[][]::new))
                        .update());
    }

    private void takeLeave(String tenant, String[] gone) {
        for (var sql : ListedSql.TAKE_LEAVE) {
            jdbc.sql(sql)
                    .param("tenant", tenant)
                    .param("gone", gone)
                    .param("kept", HEIRS_COME.toSeconds())
                    .update();
        }
    }

    /**
     * Notes the versions; what is older than what is known is none of these, nor is anybody who was erased: their contact
     * may be read once more before its tombstone is.
     */
    private List<String> newer(String tenant, List<Known> contacts) {
        var living = contacts.stream().filter(it -> it.digests() != null).toList();
        return jdbc.sql("""
                        insert into known_contact (tenant, profile_id, version)
                        select :tenant, profile_id, version
                        from unnest(:profiles::text[], :versions::bigint[]) as stated (profile_id, version)
                        where not exists (select from erased_subject
                            where tenant = :tenant and subject = stated.profile_id)
                        on conflict (tenant, profile_id) do update set version = excluded.version
                        where known_contact.version <= excluded.version returning profile_id""")
                .param("tenant", tenant)
                .param("profiles", living.stream().map(Known::profileId).toArray(String[]::new))
                .param("versions", living.stream().map(Known::version).toArray(Long[]::new))
                .query((row, number) -> row.getString("profile_id"))
                .list();
    }

    /** Each identifier behind whose it is. */
    private static Stream<Map.Entry<String, byte[]>> owned(Known contact) {
        var digests = contact.digests();
        return digests == null ? Stream.of() : digests.stream().map(it -> Map.entry(contact.profileId(), it));
    }

    @Override
    public int tell(int limit, Consumer<List<Mark>> send) {
        Integer told = Blocking.translating(() -> transactions.execute(status -> {
            // Held until they are sent: a later change of the same mark waits, and is told after this one.
            var marks = jdbc.sql("""
                            select tenant, profile_id, segment_key, member from list_member
                            where told_revision < revision or retell_at <= now() limit ? for update skip locked""")
                    .param(limit)
                    .query((row, number) -> new Mark(
                            row.getString("tenant"),
                            row.getString("profile_id"),
                            row.getString("segment_key"),
                            row.getBoolean("member")))
                    .list();
            if (!marks.isEmpty()) {
                send.accept(marks);
                told(marks);
            }
            return marks.size();
        }));
        return told;
    }

    private void told(List<Mark> marks) {
        for (var sql : List.of(ListSql.TOLD, ListSql.FORGET_TOLD)) {
            jdbc.sql(sql)
                    .param("tenants", marks.stream().map(Mark::tenant).toArray(String[]::new))
                    .param("keys", marks.stream().map(Mark::segmentKey).toArray(String[]::new))
                    .param("profiles", marks.stream().map(Mark::profileId).toArray(String[]::new))
                    .param("again", TELL_AGAIN.toSeconds())
                    .update();
        }
    }

    @Override
    public long untold() {
        return Blocking.translating(() -> jdbc.sql("select count(*) from list_member where told_revision < revision")
                .query(Long.class)
                .single());
    }
}
