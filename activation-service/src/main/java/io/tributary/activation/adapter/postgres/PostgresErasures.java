package io.tributary.activation.adapter.postgres;

import io.tributary.activation.privacy.Erasures;
import io.tributary.activation.privacy.PersonRequest;
import io.tributary.activation.privacy.Receipt;
import io.tributary.activation.privacy.Subject;
import io.tributary.activation.secret.Envelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The queue of erasures; a state and the receipts about it are one transaction. */
public final class PostgresErasures implements Erasures {

    private static final String OF_PERSON =
            "l.audience_id = a.id and (l.profile_id = any(:profiles) or l.digest = any(:digests))";
    private static final String MAY_BE_THERE =
            "(l.exposed or l.state in ('IN_FLIGHT', 'ADDED', 'PENDING_REMOVE', 'UNKNOWN'))";

    private static final String ADD = """
            insert into erasure (tenant, request_id, destination_id, attempt, state, person, changed_ms)
            select distinct :tenant, :request, a.destination_id, :attempt, 'PENDING', cast(:person as bytea), :now
            from audience a
            where a.tenant = :tenant and (exists (select 1 from ledger l where %s)
              or exists (select 1 from delivery v join delivery_row d on d.delivery_id = v.id
                where v.audience_id = a.id and d.tenant = :tenant and d.profile_id = any(:profiles)))
            order by a.destination_id
            on conflict do nothing
            """.formatted(OF_PERSON);
    private static final String AGAIN = """
            update erasure e set attempt = :attempt, changed_ms = :now, state = 'PENDING',
                person = case when e.state = 'PENDING' and e.attempt = :attempt then e.person else :person end,
                not_before_ms = case when e.state = 'PENDING' then e.not_before_ms else 0 end
            where e.tenant = :tenant and e.request_id = :request and (e.state = 'PENDING'
              or exists (select 1 from ledger l join audience a on %s
                where a.tenant = :tenant and a.destination_id = e.destination_id and %s))
            """.formatted(OF_PERSON, MAY_BE_THERE);

    private final Store store;
    private final PostgresReceipts receipts;
    private final Envelope envelope;
    private final JsonMapper json;
    private final Clock realClock;

    public PostgresErasures(
            Store store, PostgresReceipts receipts, Envelope envelope, JsonMapper json, Clock realClock) {
        this.store = store;
        this.receipts = receipts;
        this.envelope = envelope;
        this.json = json;
        this.realClock = realClock;
    }

    @Override
    public void ask(PersonRequest request, Collection<String> sent) {
        store.in(jdbc -> {
            queue(jdbc, request, sent);
            var stated = new ArrayList<Receipt>();
            jdbc.sql("select * from erasure where tenant = :tenant and request_id = :request order by destination_id")
                    .param("tenant", request.tenant())
                    .param("request", request.id())
                    .query(row -> {
                        stated.add(ofDestination(row, request.attempt()));
                    });
            receipts.put(jdbc, stated);
            stateOwn(jdbc, request.tenant(), request.id(), request.attempt());
            return true;
        });
    }

    /** What is queued stays queued; a destination that has forgotten, but may hold rows again, is asked again. */
    private void queue(JdbcClient jdbc, PersonRequest request, Collection<String> sent) {
        for (var statement : List.of(ADD, AGAIN)) {
            jdbc.sql(statement)
                    .param("tenant", request.tenant())
                    .param("request", request.id())
                    .param("attempt", request.attempt())
                    .param("person", envelope.seal(request.id(), json.writeValueAsString(request.subject())))
                    .param("now", realClock.millis())
                    .param("profiles", Store.texts(request.subject().profileIds()))
                    .param("digests", Store.texts(sent))
                    .update();
        }
    }

    private static Receipt ofDestination(ResultSet row, int attempt) throws SQLException {
        return Receipt.ofWithdrawal(
                row.getString("tenant"),
                row.getString("request_id"),
                attempt,
                Receipt.systemOf(row.getString("destination_id")),
                row.getString("state").equals("DONE") ? Receipt.DONE : Receipt.PENDING,
                row.getString("detail"),
                row.getLong("removed"));
    }

    private void stateOwn(JdbcClient jdbc, String tenant, String requestId, int attempt) {
        var own = jdbc.sql("""
                        select count(*) filter (where state = 'PENDING') waiting, coalesce(sum(removed), 0) removed
                        from erasure where tenant = :tenant and request_id = :request
                        """)
                .param("tenant", tenant)
                .param("request", requestId)
                .query((row, number) -> Receipt.ofWithdrawal(
                        tenant,
                        requestId,
                        attempt,
                        Receipt.OWN_SYSTEM,
                        row.getLong("waiting") == 0 ? Receipt.DONE : Receipt.PENDING,
                        row.getLong("waiting") == 0 ? "" : "destinations that have not confirmed: " + row.getLong(1),
                        row.getLong("removed")))
                .single();
        receipts.put(jdbc, List.of(own));
    }

    @Override
    public List<Erasure> take(String holder, Instant now, Instant until, int limit) {
        return store.in(jdbc -> jdbc.sql("""
                        update erasure e set holder = :holder, held_until_ms = :until
                        from (select tenant, request_id, destination_id from erasure
                            where state = 'PENDING' and not_before_ms <= :now and held_until_ms <= :now
                            order by not_before_ms limit :limit for update skip locked) due
                        where e.tenant = due.tenant and e.request_id = due.request_id
                          and e.destination_id = due.destination_id
                        returning e.*
                        """)
                .param("holder", holder)
                .param("until", until.toEpochMilli())
                .param("now", now.toEpochMilli())
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list());
    }

    private Erasure read(ResultSet row) throws SQLException {
        var id = row.getString("request_id");
        return new Erasure(
                id,
                row.getString("destination_id"),
                row.getInt("attempt"),
                row.getLong("removed"),
                row.getInt("failures"),
                row.getString("holder"),
                json.readValue(envelope.open(id, row.getBytes("person")), Subject.class));
    }

    @Override
    public List<String> audiences(Erasure erasure, Collection<String> sent) {
        return store.in(jdbc -> jdbc.sql("""
                        select distinct a.id from audience a join ledger l on %s
                        where a.tenant = :tenant and a.destination_id = :destination order by a.id
                        """.formatted(OF_PERSON))
                .param("tenant", erasure.subject().tenant())
                .param("destination", erasure.destinationId())
                .param("profiles", Store.texts(erasure.subject().profileIds()))
                .param("digests", Store.texts(sent))
                .query(Store::text)
                .list());
    }

    @Override
    public boolean removed(Erasure erasure, long rows, Instant until) {
        return store.in(jdbc -> of(jdbc, erasure, "removed = removed + :rows, held_until_ms = :until")
                        .param("rows", rows)
                        .param("until", until.toEpochMilli())
                        .update()
                > 0);
    }

    @Override
    public void done(Erasure erasure, String detail, Collection<String> sent) {
        store.in(jdbc -> {
            int mine = of(
                            jdbc,
                            erasure,
                            "state = 'DONE', person = '', detail = :detail, held_until_ms = 0, failures = 0")
                    .param("detail", detail)
                    .update();
            if (mine > 0) {
                absent(jdbc, erasure, sent);
                state(jdbc, erasure);
            }
            return true;
        });
    }

    private static void absent(JdbcClient jdbc, Erasure erasure, Collection<String> sent) {
        jdbc.sql("""
                        update ledger l set state = 'ABSENT', op = 'REMOVE', exposed = false, job = null
                        from audience a where a.tenant = :tenant and a.destination_id = :destination and %s and %s
                        """.formatted(OF_PERSON, MAY_BE_THERE))
                .param("tenant", erasure.subject().tenant())
                .param("destination", erasure.destinationId())
                .param("profiles", Store.texts(erasure.subject().profileIds()))
                .param("digests", Store.texts(sent))
                .update();
    }

    @Override
    public void postpone(Erasure erasure, String reason, Instant until) {
        store.in(jdbc -> {
            boolean isNews = !reason.equals(
                    one(jdbc, erasure, "detail").query(Store::text).single());
            int mine = of(
                            jdbc,
                            erasure,
                            "failures = failures + 1, detail = :detail, not_before_ms = :until, held_until_ms = 0")
                    .param("detail", reason)
                    .param("until", until.toEpochMilli())
                    .update();
            if (isNews && mine > 0) {
                state(jdbc, erasure);
            }
            return true;
        });
    }

    /** A change by the holder; none where another has it now. */
    private JdbcClient.StatementSpec of(JdbcClient jdbc, Erasure erasure, String change) {
        return jdbc.sql("update erasure set " + change + """
                        , changed_ms = :now where tenant = :tenant and request_id = :request
                          and destination_id = :destination and holder = :holder and state = 'PENDING'
                        """)
                .param("now", realClock.millis())
                .param("tenant", erasure.subject().tenant())
                .param("request", erasure.requestId())
                .param("destination", erasure.destinationId())
                .param("holder", erasure.holder());
    }

    private static JdbcClient.StatementSpec one(JdbcClient jdbc, Erasure erasure, String columns) {
        return jdbc.sql("select " + columns + """
                         from erasure where tenant = :tenant and request_id = :request
                          and destination_id = :destination for update
                        """)
                .param("tenant", erasure.subject().tenant())
                .param("request", erasure.requestId())
                .param("destination", erasure.destinationId());
    }

    /** The destination, and this service for all of them, at the attempt that was asked for last. */
    private void state(JdbcClient jdbc, Erasure erasure) {
        var receipt = one(jdbc, erasure, "*")
                .query((row, number) -> ofDestination(row, row.getInt("attempt")))
                .single();
        receipts.put(jdbc, List.of(receipt));
        stateOwn(jdbc, receipt.tenant(), receipt.requestId(), receipt.attempt());
    }

    @Override
    public long unfinished(PersonRequest request, Collection<String> sent) {
        return store.in(jdbc -> jdbc.sql("""
                        select (select count(*) from erasure
                            where tenant = :tenant and request_id = :request and state = 'PENDING')
                          + (select count(*) from ledger l join audience a on %s where a.tenant = :tenant and %s)
                        """.formatted(OF_PERSON, MAY_BE_THERE))
                .param("tenant", request.tenant())
                .param("request", request.id())
                .param("profiles", Store.texts(request.subject().profileIds()))
                .param("digests", Store.texts(sent))
                .query(Long.class)
                .single());
    }

    @Override
    public long open() {
        return store.in(jdbc -> jdbc.sql("select count(*) from erasure where state = 'PENDING'")
                .query(Long.class)
                .single());
    }
}
