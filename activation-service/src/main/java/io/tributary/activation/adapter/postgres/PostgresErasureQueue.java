package io.tributary.activation.adapter.postgres;

import static io.tributary.activation.adapter.postgres.ErasureReceipts.MAY_BE_THERE;
import static io.tributary.activation.adapter.postgres.ErasureReceipts.OF_PERSON;

import io.tributary.activation.privacy.ErasureQueue;
import io.tributary.activation.privacy.Subject;
import io.tributary.activation.secret.Envelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Erasures as they are worked off; nothing is written for a holder whose time is over. */
public final class PostgresErasureQueue implements ErasureQueue {

    private final Store store;
    private final ErasureReceipts receipts;
    private final Envelope envelope;
    private final JsonMapper json;
    private final Clock realClock;

    public PostgresErasureQueue(
            Store store, PostgresReceipts receipts, Envelope envelope, JsonMapper json, Clock realClock) {
        this.store = store;
        this.receipts = new ErasureReceipts(receipts);
        this.envelope = envelope;
        this.json = json;
        this.realClock = realClock;
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
        change(
                erasure,
                "state = 'DONE', person = '', detail = :detail, held_until_ms = 0, failures = 0",
                detail,
                jdbc -> {
                    absent(jdbc, erasure, sent);
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
        var change =
                "failures = failures + 1, detail = :detail, held_until_ms = 0, not_before_ms = " + until.toEpochMilli();
        change(erasure, change, reason, _ -> {});
    }

    /** What the holder says; a word that is new is stated. */
    private void change(Erasure erasure, String change, String detail, Consumer<JdbcClient> also) {
        store.in(jdbc -> {
            ErasureReceipts.lock(jdbc, erasure.subject().tenant(), erasure.requestId());
            var before = now(jdbc, erasure);
            if (of(jdbc, erasure, change).param("detail", detail).update() > 0) {
                also.accept(jdbc);
                if (!before.equals(now(jdbc, erasure))) {
                    receipts.state(
                            jdbc,
                            erasure.subject().tenant(),
                            erasure.requestId(),
                            now(jdbc, erasure).attempt(),
                            erasure.destinationId());
                }
            }
            return true;
        });
    }

    private record Now(String state, String detail, int attempt) {}

    private static Now now(JdbcClient jdbc, Erasure erasure) {
        return jdbc.sql("""
                        select state, detail, attempt from erasure where tenant = :tenant and request_id = :request
                          and destination_id = :destination
                        """)
                .param("tenant", erasure.subject().tenant())
                .param("request", erasure.requestId())
                .param("destination", erasure.destinationId())
                .query((row, number) -> new Now(row.getString("state"), row.getString("detail"), row.getInt("attempt")))
                .single();
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
}
