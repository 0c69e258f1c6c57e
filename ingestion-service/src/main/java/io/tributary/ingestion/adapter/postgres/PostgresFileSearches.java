package io.tributary.ingestion.adapter.postgres;

import io.tributary.contracts.seal.SealedValues;
import io.tributary.ingestion.person.FileSearches;
import io.tributary.ingestion.person.PersonRequest;
import io.tributary.ingestion.person.PersonStore;
import io.tributary.ingestion.person.Settled;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Asks the instances for what import files have of a person, by way of a table: each looks at the files on its own disk.
 * Asked for is every file that had come before the request and whose import has not ended.
 */
public final class PostgresFileSearches implements FileSearches, Settled, PersonStore {

    private static final int ASKED = 20;
    private static final int RECORDS_AT_ONCE = 50;
    private static final String ANY_ATTEMPT = "tenant = :tenant and request_id = :request and stage = :stage";
    private static final String STAGE = ANY_ATTEMPT + " and attempt = :attempt";
    private static final String RUNNING = ANY_ATTEMPT + " and job_id = :job and found is null";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Jdbc jdbc;
    private final SealedRequests sealed;

    public PostgresFileSearches(JdbcClient db, TransactionTemplate transaction, Scheduler blocking, SealedValues seal) {
        this.db = db;
        this.transaction = transaction;
        this.jdbc = new Jdbc(blocking);
        this.sealed = new SealedRequests(seal);
    }

    @Override
    public Optional<String> waitsFor(PersonRequest request) {
        try {
            ask(request);
            var waiting = of(
                            "select job_id from file_search as asked where " + STAGE + " and found is null"
                                    + " and exists (select from job where job.id = asked.job_id"
                                    + " and state in ('queued', 'running')) order by job_id",
                            request)
                    .query(String.class)
                    .list();
            return waiting.isEmpty()
                    ? Optional.empty()
                    : Optional.of("nobody has searched the files of these imports yet: " + String.join(", ", waiting));
        } catch (DataAccessException fault) {
            throw Jdbc.unavailable(fault);
        }
    }

    /** What was found since the stage was asked for before, or is being looked for, answers who asks for it again. */
    private void ask(PersonRequest request) {
        of("""
                        update file_search as known set attempt = :attempt
                        where tenant = :tenant and request_id = :request and stage = :stage and attempt < :attempt
                            and not told and not exists (select from file_search as same
                                where (same.tenant, same.request_id, same.stage, same.attempt, same.job_id)
                                    = (known.tenant, known.request_id, known.stage, :attempt, known.job_id))""", request).update();
        of("""
                        insert into file_search (tenant, request_id, stage, attempt, job_id, request)
                        select tenant, :request, :stage, :attempt, id, :sealed from job
                        where tenant = :tenant and kind = 'import' and state in ('queued', 'running')
                            and cast(cast(request as jsonb) ->> 'receivedAt' as timestamptz) <= :at
                        on conflict do nothing""", request)
                .param("sealed", sealed.close(request))
                .param("at", Timestamp.from(request.at()))
                .update();
    }

    private JdbcClient.StatementSpec of(String sql, PersonRequest request) {
        return db.sql(sql)
                .param("tenant", request.tenant())
                .param("request", request.id())
                .param("stage", request.stage().wireName())
                .param("attempt", request.attempt());
    }

    @Override
    public String name() {
        return "import-files";
    }

    /** What the instances have found. */
    @Override
    public Step step(Quest quest, String from) {
        return PersonPage.named(() -> {
            var request = quest.request();
            if (quest.task() != Task.COLLECT) {
                return Step.of(found(request), List.of(), "");
            }
            int passed = from.isEmpty() ? 0 : Integer.parseInt(from);
            var records = of(
                            "select records from file_finding where " + STAGE
                                    + " order by job_id, number offset :passed limit 1",
                            request)
                    .param("passed", passed)
                    .query((row, number) -> sealed.openRecords(request, row.getBytes("records")))
                    .optional();
            return new Step(
                    passed == 0 ? found(request) : 0,
                    records.orElse(List.of()),
                    records.isPresent() ? Integer.toString(passed + 1) : "",
                    "");
        });
    }

    private long found(PersonRequest request) {
        return of(
                        "with told as (update file_search set told = true where " + STAGE + " returning found)"
                                + " select coalesce(sum(found), 0) from told",
                        request)
                .query(Long.class)
                .single();
    }

    @Override
    public Flux<Asked> open() {
        return jdbc.many(() -> db
                .sql("select tenant, request_id, job_id, request from file_search"
                        + " where found is null order by asked_at limit :limit")
                .param("limit", ASKED)
                .query((row, number) -> asked(
                        row.getString("job_id"),
                        sealed.open(row.getString("tenant"), row.getString("request_id"), row.getBytes("request"))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Asked> asked(String jobId, Optional<PersonRequest> request) {
        return request.map(it -> new Asked(it, jobId));
    }

    @Override
    public Mono<Void> done(Asked asked, long found, List<String> records) {
        return jdbc.one(() -> transaction.execute(it -> {
                    keep(asked, records);
                    return of("update file_search set found = :found where " + RUNNING, asked.request())
                            .param("found", found)
                            .param("job", asked.jobId())
                            .update();
                }))
                .then();
    }

    private void keep(Asked asked, List<String> records) {
        for (int from = 0; from < records.size(); from += RECORDS_AT_ONCE) {
            var some = records.subList(from, Math.min(records.size(), from + RECORDS_AT_ONCE));
            of("""
                            insert into file_finding (tenant, request_id, stage, attempt, job_id, number, records)
                            select tenant, request_id, stage, attempt, job_id, :number, :records from file_search
                            where tenant = :tenant and request_id = :request and stage = :stage and job_id = :job
                                and found is null
                            on conflict (tenant, request_id, stage, attempt, job_id, number)
                            do update set records = excluded.records""", asked.request())
                    .param("job", asked.jobId())
                    .param("number", from / RECORDS_AT_ONCE)
                    .param("records", sealed.close(asked.request(), some))
                    .update();
        }
    }

    @Override
    public Mono<Integer> expire(Duration age) {
        return jdbc.one(() -> db.sql("delete from file_search where asked_at < now() - make_interval(secs => :age)")
                .param("age", age.toSeconds())
                .update());
    }
}
