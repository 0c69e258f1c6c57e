package io.tributary.segment.adapter.postgres;

import io.tributary.segment.audit.AuditSchedule;
import io.tributary.segment.audit.AuditWork;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads from segments and jobs whose audit is due; the database's clock counts. */
public final class PostgresAuditSchedule implements AuditSchedule {

    private final JdbcClient jdbc;

    public PostgresAuditSchedule(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> due(Duration every, int limit) {
        return Blocking.translating(() -> jdbc.sql("""
                        select s.tenant from (select distinct tenant from segment where status = 'PUBLISHED') s
                        left join lateral (select max(created_at) as at from job
                            where job.tenant = s.tenant and job.kind = :kind) last on true
                        where last.at is null or last.at < now() - make_interval(secs => :every)
                        order by last.at nulls first limit :limit""")
                .param("kind", AuditWork.KIND)
                .param("every", every.toMillis() / 1000.0)
                .param("limit", limit)
                .query(String.class)
                .list());
    }
}
