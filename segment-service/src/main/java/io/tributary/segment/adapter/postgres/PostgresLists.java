package io.tributary.segment.adapter.postgres;

import io.tributary.segment.list.ListDifference;
import io.tributary.segment.list.ListMode;
import io.tributary.segment.list.Lists;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists in PostgreSQL. Whoever changes a tenant's lists or takes over its contacts holds the tenant's lock to the end of the
 * transaction, so that who comes second sees what the first one wrote.
 */
public final class PostgresLists implements Lists {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Blocking blocking;

    public PostgresLists(JdbcClient jdbc, TransactionTemplate transactions, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public void begin(Upload upload) {
        Blocking.translating(() -> jdbc.sql("insert into list_upload (tenant, id, segment_key) values (?, ?, ?)")
                .params(upload.tenant(), upload.id(), upload.segmentKey())
                .update());
    }

    @Override
    public void put(Upload upload, List<byte[]> digests) {
        Blocking.translating(() -> jdbc.sql("""
                        insert into list_upload_row (upload_id, digest)
                        select ?, digest from unnest(?) as digest
                        where not exists (select from erased_subject
                            where tenant = ? and subject = encode(digest, 'hex'))
                        on conflict do nothing""")
                .params(upload.id(), digests.toArray(byte[][]::new), upload.tenant())
                .update());
    }

    @Override
    public ListDifference difference(Upload upload, ListMode mode) {
        return Blocking.translating(() -> ListSql.bound(jdbc.sql(ListSql.difference(mode)), upload)
                .query(ListSql::readDifference)
                .single());
    }

    @Override
    public ListDifference apply(Upload upload, ListMode mode) {
        return Blocking.translating(() -> transactions.execute(status -> {
            ListSql.lock(jdbc, upload.tenant());
            var applied = jdbc.sql("select coalesce(applied, '') from list_upload where id = ?")
                    .param(upload.id())
                    .query(String.class)
                    .single();
            return applied.isEmpty()
                    ? apply(upload, mode, difference(upload, mode))
                    : JSON.readValue(applied, ListDifference.class);
        }));
    }

    private ListDifference apply(Upload upload, ListMode mode, ListDifference difference) {
        ListSql.change(mode).forEach(it -> ListSql.bound(jdbc.sql(it), upload).update());
        jdbc.sql("update list_upload set applied = ? where id = ?")
                .params(JSON.writeValueAsString(difference), upload.id())
                .update();
        jdbc.sql("delete from list_upload_row where upload_id = ?")
                .param(upload.id())
                .update();
        return difference;
    }

    @Override
    public void discard(Upload upload) {
        Blocking.translating(() -> jdbc.sql("delete from list_upload where tenant = ? and id = ?")
                .params(upload.tenant(), upload.id())
                .update());
    }

    @Override
    public Mono<Standing> standing(String tenant, String segmentKey) {
        return blocking.ask(() -> jdbc.sql(ListSql.STANDING)
                .param("tenant", tenant)
                .param("key", segmentKey)
                .query((row, number) ->
                        new Standing(row.getLong("identifiers"), row.getLong("unmatched"), row.getLong("people")))
                .single());
    }

    @Override
    public int tidy(Duration abandoned) {
        return Blocking.translating(() -> {
            int gone = jdbc.sql("""
                            delete from list_upload where created_at < now() - make_interval(secs => ?)
                                and not exists (select from job where job.id = list_upload.id
                                    and job.state in ('queued', 'running'))""").param(abandoned.toSeconds()).update();
            gone += jdbc.sql("delete from list_heir where until < now()").update();
            return gone + jdbc.sql("""
                            delete from list_row using segment where segment.tenant = list_row.tenant
                                and segment.key = list_row.segment_key and segment.status = 'RETIRED'""").update() + jdbc.sql("""
                            update list_member set member = false, revision = list_member.revision + 1 from segment
                            where segment.tenant = list_member.tenant and segment.key = list_member.segment_key
                                and segment.status = 'RETIRED' and list_member.member""").update();
        });
    }
}
