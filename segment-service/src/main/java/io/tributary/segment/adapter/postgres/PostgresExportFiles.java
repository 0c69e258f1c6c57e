package io.tributary.segment.adapter.postgres;

import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.export.ExportWork;
import io.tributary.segment.job.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Parts of files as rows beside the job: every instance can go on with them and give them out. */
public final class PostgresExportFiles implements ExportFiles {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Blocking blocking;

    public PostgresExportFiles(JdbcClient jdbc, TransactionOperations transactions, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public void put(Job job, int number, byte[] packed) {
        // Nothing is written for who lost the job: it began anew, and this part is of what was before.
        Blocking.translating(() ->
                jdbc.sql("""
                        insert into export_chunk (job_id, number, packed)
                        select id, ?, ? from job where id = ? and revision = ? for update
                        on conflict (job_id, number) do update set packed = excluded.packed""").params(number, packed, job.id(), job.revision()).update());
    }

    @Override
    public void clear(Job job) {
        Blocking.translating(() -> jdbc.sql("delete from export_chunk where job_id = ?")
                .param(job.id())
                .update());
    }

    @Override
    public Mono<byte[]> part(Job job, int number) {
        return blocking.ask(() -> jdbc.sql("select packed from export_chunk where job_id = ? and number = ?")
                .params(job.id(), number)
                .query((row, at) -> row.getBytes("packed"))
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Long> kept(String tenant) {
        return blocking.ask(() -> jdbc.sql("""
                        select coalesce(sum(length(packed)), 0) from export_chunk
                        join job on job.id = export_chunk.job_id where job.tenant = ?""").param(tenant).query(Long.class).single());
    }

    @Override
    public long forget(String tenant) {
        return Blocking.translating(() -> transactions.execute(status -> {
            jdbc.sql("""
                            delete from export_chunk using job where job.id = export_chunk.job_id and job.tenant = ?
                                and job.state in ('queued', 'running')""").param(tenant).update();
            jdbc.sql("""
                            update job set position = '', report = '', done = 0, revision = revision + 1, held_until = null,
                                state = 'queued', created_at = now()
                            where tenant = ? and kind = ? and state in ('queued', 'running')""").params(tenant, ExportWork.KIND).update();
            return (long) jdbc.sql(
                            "delete from job where tenant = ? and kind = ? and state in ('done', 'failed', 'cancelled')")
                    .params(tenant, ExportWork.KIND)
                    .update();
        }));
    }
}
