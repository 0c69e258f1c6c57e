package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.person.KeptOut;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Subjects that privacy requests keep out, in PostgreSQL, whose clock orders the changes. */
public final class PostgresKeptOut implements KeptOut {

    private final JdbcClient db;
    private final Jdbc jdbc;

    public PostgresKeptOut(JdbcClient db, Scheduler blocking) {
        this.db = db;
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public void add(String tenant, List<byte[]> digests) {
        digests.forEach(it -> set(tenant, it, true));
    }

    @Override
    public void remove(String tenant, List<byte[]> digests) {
        digests.forEach(it -> set(tenant, it, false));
    }

    private void set(String tenant, byte[] digest, boolean out) {
        try {
            db.sql("insert into kept_out (tenant, digest, is_out) values (:tenant, :digest, :out)"
                            + " on conflict (tenant, digest) do update set is_out = :out, changed_at = now()")
                    .param("tenant", tenant)
                    .param("digest", digest)
                    .param("out", out)
                    .update();
        } catch (DataAccessException fault) {
            throw Jdbc.unavailable(fault);
        }
    }

    /** A change carries the time at which it began, and may be seen later: so a minute is told again each time. */
    @Override
    public Flux<Change> since(String place) {
        return jdbc.many(() -> db.sql("""
                        select tenant, digest, is_out, changed_at::text as place from kept_out
                        where :place = '' or changed_at > cast(nullif(:place, '') as timestamptz) - interval '1 minute'
                        order by changed_at""")
                .param("place", place)
                .query((row, number) -> new Change(
                        row.getString("tenant"),
                        row.getBytes("digest"),
                        row.getBoolean("is_out"),
                        row.getString("place")))
                .list());
    }
}
