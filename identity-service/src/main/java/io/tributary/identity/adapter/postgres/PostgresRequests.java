package io.tributary.identity.adapter.postgres;

import io.tributary.contracts.seal.SealedValues;
import io.tributary.identity.privacy.NewRequest;
import io.tributary.identity.privacy.Piece;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.Records;
import io.tributary.identity.privacy.RequestKind;
import io.tributary.identity.privacy.RequestState;
import io.tributary.identity.privacy.Requests;
import io.tributary.identity.privacy.Saga;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of privacy requests. A step, what it did and whom it asks are one transaction. */
public final class PostgresRequests implements Requests {

    private final JdbcClient jdbc;
    private final SealedJson sealed;
    private final RequestRows rows;
    private final PieceTable pieces;
    private final RequestSteps steps;
    private final Runnable afterCommit;

    /**
     * Keeps requests in these tables.
     *
     * @param afterCommit told after each commit that left records in the outbox
     */
    public PostgresRequests(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SealedValues seals,
            Records records,
            Clock realClock,
            Runnable afterCommit) {
        this.jdbc = jdbc;
        this.sealed = new SealedJson(seals);
        this.rows = new RequestRows(jdbc, sealed);
        this.pieces = new PieceTable(jdbc);
        this.steps = new RequestSteps(jdbc, transactions, rows, records, realClock);
        this.afterCommit = afterCommit;
    }

    @Override
    public PrivacyRequest open(NewRequest request) {
        return Faults.translated(() -> {
            // The one that is there may end between the two statements: then the next round inserts.
            while (true) {
                insert(request);
                var unfinished = rows.read(jdbc.sql("""
                                select * from privacy_request
                                where tenant = ? and subject_key = ? and finished_at is null""").params(request.tenant(), request.subjectKey()));
                if (!unfinished.isEmpty()) {
                    return unfinished.getFirst();
                }
            }
        });
    }

    private void insert(NewRequest it) {
        var saga = Saga.begin(it.kind());
        var lifted = it.lifted();
        jdbc.sql("""
                insert into privacy_request (tenant, id, kind, lifted_kind, subject_key, profile_id, subject, person,
                    evidence, requested_at, requested_by, stage, attempt, from_attempt, highest, rounds, asked, due_at)
                values (?, ?::uuid, ?, ?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(it.tenant(), it.id().toString(), it.kind().label())
                .param(lifted == null ? null : lifted.label())
                .param(it.subjectKey())
                .param(RequestRows.text(it.profile()))
                .param(sealed.seal(it.tenant(), it.id(), it.subject()))
                .param(it.person()
                        .map(person -> sealed.seal(it.tenant(), it.id(), person))
                        .orElse(null))
                .param(it.evidence().isEmpty() ? null : sealed.seal(it.tenant(), it.id(), it.evidence()))
                .params(it.at(), it.account(), saga.stage().label(), saga.attempt(), saga.from(), saga.highest())
                .params(saga.rounds(), saga.asked(), it.at())
                .update();
    }

    @Override
    public Optional<PrivacyRequest> find(String tenant, UUID id) {
        return Faults.translated(() -> one(jdbc.sql("select * from privacy_request where tenant = ? and id = ?::uuid")
                .params(tenant, id.toString())));
    }

    private Optional<PrivacyRequest> one(JdbcClient.StatementSpec statement) {
        return rows.read(statement).stream().findFirst();
    }

    @Override
    public List<PrivacyRequest> list(
            String tenant, @Nullable RequestState state, Optional<Place> after, int limit, long now) {
        var place = after.orElse(new Place(Long.MAX_VALUE, new UUID(-1, -1)));
        return Faults.translated(() -> rows.read(jdbc.sql("""
                        select * from privacy_request
                        where tenant = ? and (requested_at, id) < (?, ?::uuid)
                            and (?::text is null or ?::text = case when finished_at is null then 'running'
                                when done_by > ? then 'done-by' else 'done' end)
                        order by requested_at desc, id desc limit ?""")
                .params(tenant, place.requestedAt(), place.id().toString())
                .param(state == null ? null : state.label())
                .param(state == null ? null : state.label())
                .params(now, limit)));
    }

    @Override
    public boolean stepDue(long now, Stepping stepping) {
        boolean stepped = steps.stepDue(now, stepping);
        if (stepped) {
            afterCommit.run();
        }
        return stepped;
    }

    @Override
    public void change(String tenant, UUID id, UnaryOperator<PrivacyRequest> change) {
        steps.change(tenant, id, change);
    }

    @Override
    public void keepPiece(String tenant, UUID id, Piece piece) {
        Faults.translated(() -> pieces.keep(tenant, id, piece));
    }

    @Override
    public int pieces(String tenant, UUID id, String system, int attempt) {
        return Faults.translated(() -> pieces.count(tenant, id, system, attempt));
    }

    @Override
    public Optional<Piece> pieceAfter(String tenant, UUID id, @Nullable Piece before) {
        return Faults.translated(() -> pieces.after(tenant, id, before));
    }

    @Override
    public int dropPieces(long finishedBefore, int most) {
        return Faults.translated(() -> pieces.drop(finishedBefore, most));
    }

    @Override
    public Unfinished unfinished(long openedBefore) {
        return Faults.translated(() -> {
            var byKind = new EnumMap<RequestKind, Long>(RequestKind.class);
            for (var kind : RequestKind.values()) {
                byKind.put(kind, 0L);
            }
            jdbc.sql("select kind, count(*) as count from privacy_request where finished_at is null group by kind")
                    .query(row -> {
                        byKind.put(RequestKind.labelled(Rows.text(row, "kind")).orElseThrow(), row.getLong("count"));
                    });
            var overdue = jdbc.sql(
                            "select count(*) from privacy_request where finished_at is null and requested_at < ?")
                    .param(openedBefore)
                    .query((row, _) -> row.getLong(1))
                    .single();
            return new Unfinished(byKind, overdue, oldest(openedBefore));
        });
    }

    private Optional<String> oldest(long openedBefore) {
        return jdbc.sql("""
                select tenant || '/' || id as name from privacy_request
                where finished_at is null and requested_at < ? order by requested_at limit 1""")
                .param(openedBefore)
                .query((row, _) -> Rows.text(row, "name"))
                .optional();
    }
}
