package io.tributary.activation.adapter.postgres;

import static io.tributary.activation.adapter.postgres.ErasureReceipts.MAY_BE_THERE;
import static io.tributary.activation.adapter.postgres.ErasureReceipts.OF_PERSON;

import io.tributary.activation.privacy.Erasures;
import io.tributary.activation.privacy.PersonRequest;
import io.tributary.activation.secret.Envelope;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What destinations have to forget, as a table; a state and the receipts about it are one transaction. */
public final class PostgresErasures implements Erasures {

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
    private final ErasureReceipts receipts;
    private final Envelope envelope;
    private final JsonMapper json;
    private final Clock realClock;

    public PostgresErasures(
            Store store, PostgresReceipts receipts, Envelope envelope, JsonMapper json, Clock realClock) {
        this.store = store;
        this.receipts = new ErasureReceipts(receipts);
        this.envelope = envelope;
        this.json = json;
        this.realClock = realClock;
    }

    @Override
    public void ask(PersonRequest request, Collection<String> sent) {
        store.in(jdbc -> {
            ErasureReceipts.lock(jdbc, request.tenant(), request.id());
            queue(jdbc, request, sent);
            receipts.state(jdbc, request.tenant(), request.id(), request.attempt(), "");
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
