package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.StoreUnavailable;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.Records;
import io.tributary.identity.privacy.Requests;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps of requests, each one transaction; whatever one of them fails by, the others go on. */
final class RequestSteps {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSteps.class);

    /** How long a request rests that cannot even be read. */
    private static final Duration UNREADABLE_RESTS = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RequestRows rows;
    private final GraphWriter outbox;
    private final Records records;
    private final Clock realClock;

    RequestSteps(
            JdbcClient jdbc, TransactionTemplate transactions, RequestRows rows, Records records, Clock realClock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.outbox = new GraphWriter(jdbc);
        this.records = records;
        this.realClock = realClock;
    }

    private record Name(String tenant, UUID id) {}

    boolean stepDue(long now, Requests.Stepping stepping) {
        var due = new AtomicReference<@Nullable Name>();
        var taken = new AtomicReference<@Nullable PrivacyRequest>();
        try {
            inTransaction(() -> due(now).ifPresent(it -> {
                due.set(it);
                find(it).ifPresent(request -> {
                    taken.set(request);
                    save(request, stepping.step(request));
                });
            }));
        } catch (RuntimeException fault) {
            var name = due.get();
            if (name == null) {
                throw fault;
            }
            failed(name, taken.get(), stepping, fault);
        }
        return due.get() != null;
    }

    private void inTransaction(Runnable work) {
        Faults.translated(() -> {
            transactions.executeWithoutResult(_ -> work.run());
            return true;
        });
    }

    private Optional<Name> due(long now) {
        return jdbc.sql("""
                select tenant, id from privacy_request where finished_at is null and due_at <= ?
                order by due_at limit 1 for update skip locked""")
                .param(now)
                .query((row, _) -> new Name(Rows.text(row, "tenant"), Rows.uuid(row, "id")))
                .optional();
    }

    private Optional<PrivacyRequest> find(Name name) {
        return rows
                .read(jdbc.sql("select * from privacy_request where tenant = ? and id = ?::uuid for update")
                        .params(name.tenant(), name.id().toString()))
                .stream()
                .findFirst();
    }

    private void save(PrivacyRequest before, Requests.Step step) {
        rows.write(before, step.request());
        if (step.ask()) {
            outbox.outbox(before.tenant(), 0, List.of(records.ask(step.request())), realClock.millis());
        }
    }

    /** Keeps that it failed, unless somebody was faster; a store that is down refuses this as well. */
    private void failed(Name name, @Nullable PrivacyRequest taken, Requests.Stepping stepping, RuntimeException fault) {
        if (taken == null) {
            putOff(name, fault);
            return;
        }
        change(
                name.tenant(),
                name.id(),
                it -> it.saga().equals(taken.saga()) && it.dueAt() == taken.dueAt() ? stepping.failed(it, fault) : it);
    }

    private void putOff(Name name, RuntimeException fault) {
        if (fault instanceof StoreUnavailable) {
            throw fault;
        }
        LOG.error("request {} cannot be read: {}", name.id(), fault.getClass().getSimpleName());
        Faults.translated(() -> jdbc.sql("update privacy_request set due_at = ? where tenant = ? and id = ?::uuid")
                .params(
                        realClock.millis() + UNREADABLE_RESTS.toMillis(),
                        name.tenant(),
                        name.id().toString())
                .update());
    }

    void change(String tenant, UUID id, UnaryOperator<PrivacyRequest> change) {
        inTransaction(() -> find(new Name(tenant, id)).ifPresent(it -> {
            var after = change.apply(it);
            if (!after.equals(it)) {
                rows.write(it, after);
            }
        }));
    }
}
