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
                        stated.add(ofDestination(row));
                    });
            receipts.put(jdbc, stated);
            stateOwn(jdbc, request.tenant(), request.id(), request.attempt());
            return true;
        });
    }

    /** A destination that has forgotten, but holds rows again, is asked again. */
    private void queue(JdbcClient jdbc, PersonRequest request, Collection<String> sent) {
        jdbc.sql("""
                        insert into erasure as e
                            (tenant, request_id, destination_id, attempt, state, person, changed_ms)
                        select :tenant, :request, a.destination_id, :attempt, 'PENDING', :person, :now from audience a
                        where a.tenant = :tenant and (exists (select 1 from ledger l where %1$s)
                          or exists (select 1 from delivery v join delivery_row d on d.delivery_id = v.id
                            where v.audience_id = a.id and d.tenant = :tenant and d.profile_id = any(:profiles)))
                        group by a.destination_id order by a.destination_id
                        on conflict (tenant, request_id, destination_id) do update
                        set attempt = excluded.attempt,
                            state = case when exists (select 1 from ledger l join audience a on %1$s and %2$s
                                where a.destination_id = e.destination_id) then 'PENDING' else e.state end,
                            person = case when e.state = 'PENDING' or exists (select 1 from ledger l
                                join audience a on %1$s and %2$s where a.destination_id = e.destination_id)
                                then excluded.person else e.person end
                        """.formatted(OF_PERSON, MAY_BE_THERE))
                .param("tenant", request.tenant())
                .param("request", request.id())
                .param("attempt", request.attempt())
                .param("person", envelope.seal(request.id(), json.writeValueAsString(request.subject())))
                .param("now", realClock.millis())
                .param("profiles", Store.texts(request.subject().profileIds()))
                .param("digests", Store.texts(sent))
                .update();
    }

    private static Receipt ofDestination(ResultSet row) throws SQLException {
        return Receipt.ofWithdrawal(
                row.getString("tenant"),
                row.getString("request_id"),
                row.getInt("attempt"),
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
    public void removed(Erasure erasure, long rows) {
        store.in(jdbc -> of(jdbc, erasure, "removed = removed + :rows")
                .param("rows", rows)
                .update());
    }

    @Override
    public void done(Erasure erasure, String detail, Collection<String> sent) {
        store.in(jdbc -> {
            jdbc.sql("""
                            update ledger l set state = 'ABSENT', op = 'REMOVE', exposed = false, job = null
                            from audience a where a.destination_id = :destination and %s and %s
                            """.formatted(OF_PERSON, MAY_BE_THERE))
                    .param("destination", erasure.destinationId())
                    .param("profiles", Store.texts(erasure.subject().profileIds()))
                    .param("digests", Store.texts(sent))
                    .update();
            of(jdbc, erasure, "state = 'DONE', person = '', detail = :detail, held_until_ms = 0, failures = 0")
                    .param("detail", detail)
                    .update();
            state(jdbc, erasure);
            stateOwn(jdbc, erasure.subject().tenant(), erasure.requestId(), erasure.attempt());
            return true;
        });
    }

    @Override
    public void postpone(Erasure erasure, String reason, Instant until) {
        store.in(jdbc -> {
            int news = jdbc.sql("""
                            update erasure set detail = :detail where tenant = :tenant and request_id = :request
                              and destination_id = :destination and detail <> :detail
                            """)
                    .param("detail", reason)
                    .param("tenant", erasure.subject().tenant())
                    .param("request", erasure.requestId())
                    .param("destination", erasure.destinationId())
                    .update();
            of(jdbc, erasure, "failures = failures + 1, not_before_ms = :until, held_until_ms = 0")
                    .param("until", until.toEpochMilli())
                    .update();
            if (news > 0) {
                state(jdbc, erasure);
            }
            return true;
        });
    }

    private JdbcClient.StatementSpec of(JdbcClient jdbc, Erasure erasure, String change) {
        return jdbc.sql("update erasure set " + change + """
                        , changed_ms = :now where tenant = :tenant and request_id = :request
                          and destination_id = :destination
                        """)
                .param("now", realClock.millis())
                .param("tenant", erasure.subject().tenant())
                .param("request", erasure.requestId())
                .param("destination", erasure.destinationId());
    }

    private void state(JdbcClient jdbc, Erasure erasure) {
        var receipt = jdbc.sql("""
                        select * from erasure where tenant = :tenant and request_id = :request
                          and destination_id = :destination
                        """)
                .param("tenant", erasure.subject().tenant())
                .param("request", erasure.requestId())
                .param("destination", erasure.destinationId())
                .query((row, number) -> ofDestination(row))
                .single();
        receipts.put(jdbc, List.of(receipt));
    }

    @Override
    public long open() {
        return store.in(jdbc -> jdbc.sql("select count(*) from erasure where state = 'PENDING'")
                .query(Long.class)
                .single());
    }
}
