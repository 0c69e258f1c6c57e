package io.tributary.activation.adapter.postgres;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.ledger.LedgerRow;
import io.tributary.activation.ledger.LedgerState;
import io.tributary.activation.secret.Envelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger. What was sent is kept sealed where it is not the digest itself, because some platforms can only be told
 * to remove a value by repeating it.
 */
public final class PostgresLedger implements Ledger {

    private static final String IDENTITY = """
            from unnest(cast(:profiles as text[]), cast(:kinds as text[]), cast(:digests as text[]))
              s (profile_id, kind, digest)
            where l.audience_id = :audience and l.profile_id = s.profile_id and l.kind = s.kind and l.digest = s.digest
            """;

    private final Store store;
    private final Envelope envelope;

    public PostgresLedger(Store store, Envelope envelope) {
        this.store = store;
        this.envelope = envelope;
    }

    @Override
    public Map<String, List<LedgerRow>> of(String audienceId, Collection<String> profileIds) {
        return store.in(jdbc -> jdbc
                .sql("select * from ledger where audience_id = :audience and profile_id = any(:profiles)")
                .param("audience", audienceId)
                .param("profiles", Store.texts(profileIds))
                .query((row, number) -> read(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(LedgerRow::profileId)));
    }

    @Override
    public Map<String, List<LedgerRow>> ofPerson(
            String audienceId, Collection<String> profileIds, Collection<String> digests) {
        return store.in(jdbc -> jdbc
                .sql("""
                        select * from ledger where audience_id = :audience
                          and (profile_id = any(:profiles) or digest = any(:digests))
                        """)
                .param("audience", audienceId)
                .param("profiles", Store.texts(profileIds))
                .param("digests", Store.texts(digests))
                .query((row, number) -> read(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(LedgerRow::profileId)));
    }

    @Override
    public Map<String, List<LedgerRow>> openJobs(String audienceId) {
        var jobs = new HashMap<String, List<LedgerRow>>();
        store.in(jdbc -> jdbc.sql(
                                "select * from ledger where audience_id = :audience and job is not null and state = 'IN_FLIGHT'")
                        .param("audience", audienceId)
                        .query((row, number) -> read(row))
                        .list())
                .forEach(it -> {
                    var job = it.job();
                    if (job != null) {
                        jobs.computeIfAbsent(job, _ -> new ArrayList<>()).add(it);
                    }
                });
        return jobs;
    }

    @Override
    public Set<WireRow> heldByOthers(String audienceId, Collection<WireRow> rows) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        var held = store.in(jdbc ->
                identified(jdbc.sql("""
                        select distinct s.profile_id || '/' || s.kind || '/' || s.digest
                        from unnest(cast(:profiles as text[]), cast(:kinds as text[]), cast(:digests as text[]))
                          s (profile_id, kind, digest)
                        join ledger l on l.audience_id = :audience and l.kind = s.kind and l.digest = s.digest
                          and l.exposed and l.state <> 'ABSENT'
                        where not exists (
                          select 1 from unnest(cast(:profiles as text[]), cast(:kinds as text[]), cast(:digests as text[]))
                            t (profile_id, kind, digest)
                          where t.profile_id = l.profile_id and t.kind = l.kind and t.digest = l.digest)
                        """), audienceId, rows).query(Store::text).list());
        var keys = new HashSet<>(held);
        return rows.stream().filter(it -> keys.contains(key(it))).collect(Collectors.toSet());
    }

    private static String key(WireRow row) {
        return row.profileId() + "/" + row.identifier().kind() + "/"
                + row.identifier().digest();
    }

    @Override
    public void intend(String tenant, String audienceId, Op op, Collection<WireRow> rows, Instant at) {
        store.in(jdbc -> identified(jdbc.sql("""
                        insert into ledger as l (tenant, audience_id, profile_id, kind, digest, wire, normaliser,
                            state, op, first_attempt_ms, attempts, changed_ms)
                        select :tenant, :audience, s.*, 'IN_FLIGHT', :op, :at, 1, :at
                        from unnest(cast(:profiles as text[]), cast(:kinds as text[]), cast(:digests as text[]),
                            cast(:wires as bytea[]), cast(:normalisers as int[]))
                            s (profile_id, kind, digest, wire, normaliser)
                        order by s.profile_id, s.kind, s.digest
                        on conflict (audience_id, profile_id, kind, digest) do update
                        set exposed = l.exposed or l.state = 'IN_FLIGHT', state = 'IN_FLIGHT', op = :op, job = null,
                            first_attempt_ms = coalesce(l.first_attempt_ms, :at), attempts = l.attempts + 1,
                            wire = excluded.wire, normaliser = excluded.normaliser, changed_ms = :at
                        """), audienceId, rows)
                .param("tenant", tenant)
                .param("op", op.name())
                .param("at", at.toEpochMilli())
                .param(
                        "wires",
                        rows.stream()
                                .map(it -> seal(audienceId, it.identifier()))
                                .toArray(byte[][]::new))
                .param(
                        "normalisers",
                        rows.stream().map(it -> it.identifier().normaliser()).toArray(Integer[]::new))
                .update());
    }

    @Override
    public void conclude(String audienceId, Collection<WireRow> rows, Conclusion conclusion, Instant at) {
        if (rows.isEmpty()) {
            return;
        }
        store.in(jdbc -> identified(jdbc.sql("""
                        update ledger l set state = :state, op = :op, job = :job, reason = :reason, held_until_ms = null,
                            exposed = case :state when 'ADDED' then true when 'ABSENT' then false
                                when 'UNKNOWN' then true when 'IN_FLIGHT' then true else l.exposed end,
                            first_attempt_ms = case when :state in ('ADDED', 'ABSENT') then null else l.first_attempt_ms end,
                            changed_ms = :at
                        """ + IDENTITY), audienceId, rows)
                .param("state", conclusion.state().name())
                .param("op", conclusion.op().name())
                .param("job", conclusion.job(), Types.VARCHAR)
                .param("reason", conclusion.reason())
                .param("at", at.toEpochMilli())
                .update());
    }

    private static JdbcClient.StatementSpec identified(
            JdbcClient.StatementSpec statement, String audienceId, Collection<WireRow> rows) {
        return statement
                .param("audience", audienceId)
                .param("profiles", Store.texts(rows, WireRow::profileId))
                .param("kinds", Store.texts(rows, it -> it.identifier().kind()))
                .param("digests", Store.texts(rows, it -> it.identifier().digest()));
    }

    @Override
    public long size(String audienceId) {
        return store.in(jdbc -> jdbc.sql(
                        "select count(distinct profile_id) from ledger where audience_id = :audience and exposed")
                .param("audience", audienceId)
                .query(Long.class)
                .single());
    }

    @Override
    public Map<String, Long> tally(String audienceId) {
        var tally = new HashMap<String, Long>();
        store.in(jdbc -> {
            jdbc.sql("select state, count(*) rows from ledger where audience_id = :audience group by state")
                    .param("audience", audienceId)
                    .query(row -> {
                        tally.put(row.getString("state"), row.getLong("rows"));
                    });
            return true;
        });
        return tally;
    }

    /** What equals the digest, or is never needed again, is not kept a second time. */
    private byte[] seal(String audienceId, WireIdentifier identifier) {
        boolean needed = identifier.kind().equals("email") && !identifier.wire().equals(identifier.digest());
        return needed ? envelope.seal(audienceId, identifier.wire()) : new byte[0];
    }

    private LedgerRow read(ResultSet row) throws SQLException {
        var digest = row.getString("digest");
        var kind = row.getString("kind");
        var sealed = row.getBytes("wire");
        var wire = sealed.length == 0 ? digest : envelope.open(row.getString("audience_id"), sealed);
        return new LedgerRow(
                row.getString("profile_id"),
                new WireIdentifier(kind, digest, wire, row.getInt("normaliser")),
                LedgerState.valueOf(row.getString("state")),
                Op.valueOf(row.getString("op")),
                row.getString("job"),
                SuppressionRow.instant(row, "held_until_ms"),
                SuppressionRow.instant(row, "first_attempt_ms"),
                row.getBoolean("exposed"),
                row.getString("reason"));
    }
}
