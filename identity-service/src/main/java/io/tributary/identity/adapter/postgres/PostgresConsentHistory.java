package io.tributary.identity.adapter.postgres;

import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.consent.ConsentHistory;
import io.tributary.identity.consent.ConsentRecord;
import io.tributary.identity.consent.ConsentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The history of consents in PostgreSQL. */
public final class PostgresConsentHistory implements ConsentHistory {

    private static final String WITHDRAWN = "WITHDRAWN";

    private final JdbcClient jdbc;

    public PostgresConsentHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ConsentRecord> page(String tenant, UUID profile, long before, int limit) {
        return Faults.translated(() -> jdbc.sql("""
                select id, profile_id, purpose, state, said_at, source, number, cause, written_at from consent_record
                where tenant = ? and id < ? and profile_id in (
                    select id from profile where tenant = ? and (id = ? or merged_into = ?))
                order by id desc limit ?""")
                .params(tenant, before, tenant, profile, profile, limit)
                .query((row, _) -> read(row))
                .list());
    }

    private static ConsentRecord read(ResultSet row) throws SQLException {
        return new ConsentRecord(
                row.getLong("id"),
                UUID.fromString(Rows.text(row, "profile_id")),
                Rows.text(row, "purpose"),
                state(Rows.text(row, "state")),
                row.getLong("said_at"),
                Rows.text(row, "source"),
                row.getLong("number"),
                ConsentCause.valueOf(Rows.text(row, "cause")),
                row.getLong("written_at"));
    }

    private static @Nullable ConsentState state(String text) {
        return text.equals(WITHDRAWN) ? null : ConsentState.valueOf(text);
    }
}
