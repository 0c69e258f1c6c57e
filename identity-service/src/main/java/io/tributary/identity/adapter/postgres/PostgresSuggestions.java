package io.tributary.identity.adapter.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.identity.linkage.Waterfall;
import io.tributary.identity.suggestion.StoredSuggestion;
import io.tributary.identity.suggestion.Suggestion;
import io.tributary.identity.suggestion.SuggestionState;
import io.tributary.identity.suggestion.Suggestions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The table of suggestions. Profile ids are stored as they were found and read as where they lead. */
public final class PostgresSuggestions implements Suggestions {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROWS_A_STATEMENT = 500;

    private static final String LIVING = """
            select s.id, coalesce(l.merged_into, l.id) as left_now, coalesce(r.merged_into, r.id) as right_now, s.bits,
                s.waterfall, s.job_id, s.suggested_at, s.state, s.decided_at, s.decided_by
            from suggestion s
                join profile l on l.tenant = s.tenant and l.id = s.left_profile
                join profile r on r.tenant = s.tenant and r.id = s.right_profile
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final MeterRegistry metrics;

    public PostgresSuggestions(JdbcClient jdbc, TransactionTemplate transactions, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    @Override
    public void replaceOpen(String tenant, String jobId, List<Suggestion> found, long at) {
        Faults.translated(() -> transactions.execute(_ -> {
            for (int from = 0; from < found.size(); from += ROWS_A_STATEMENT) {
                write(tenant, jobId, found.subList(from, Math.min(found.size(), from + ROWS_A_STATEMENT)), at);
            }
            return jdbc.sql("delete from suggestion where tenant = ? and state = 'open' and job_id <> ?")
                    .params(tenant, jobId)
                    .update();
        }));
        metrics.counter("cdp.suggestions.written", "tenant", tenant).increment(found.size());
    }

    /** Profiles that were deleted since they were read are no longer suggested. */
    private void write(String tenant, String jobId, List<Suggestion> found, long at) {
        jdbc.sql("""
                insert into suggestion (tenant, id, left_profile, right_profile, bits, waterfall, job_id, suggested_at,
                    state)
                select ?, row.id::uuid, l.id, r.id, row.bits, row.waterfall, ?, ?, 'open'
                from unnest(?::text[], ?::text[], ?::text[], ?::double precision[], ?::text[])
                        as row(id, left_profile, right_profile, bits, waterfall)
                    join profile l on l.tenant = ? and l.id = row.left_profile::uuid
                    join profile r on r.tenant = ? and r.id = row.right_profile::uuid
                order by l.id, r.id
                for key share of l, r
                on conflict (tenant, left_profile, right_profile) where state = 'open'
                do update set bits = excluded.bits, waterfall = excluded.waterfall, job_id = excluded.job_id,
                    suggested_at = excluded.suggested_at""")
                .params(tenant, jobId, at)
                .param(Arrays.texts(found, it -> it.id().toString()))
                .param(Arrays.texts(found, it -> it.left().toString()))
                .param(Arrays.texts(found, it -> it.right().toString()))
                .param(Arrays.doubles(found, Suggestion::bits))
                .param(Arrays.texts(found, it -> JSON.writeValueAsString(it.waterfall())))
                .params(tenant, tenant)
                .update();
    }

    @Override
    public Optional<StoredSuggestion> find(String tenant, UUID id) {
        return Faults.translated(() -> jdbc.sql(LIVING + "where s.tenant = ? and s.id = ?::uuid")
                .params(tenant, id.toString())
                .query(PostgresSuggestions::row)
                .optional());
    }

    @Override
    public List<StoredSuggestion> list(String tenant, SuggestionState state, Optional<Place> after, int limit) {
        var place = after.orElse(new Place(Double.POSITIVE_INFINITY, new UUID(-1, -1)));
        return Faults.translated(() -> jdbc.sql(LIVING + """
                        where s.tenant = ? and s.state = ? and (s.bits, s.id) < (?, ?::uuid)
                            and (s.state <> 'open' or coalesce(l.merged_into, l.id) <> coalesce(r.merged_into, r.id))
                        order by s.bits desc, s.id desc limit ?""")
                .params(tenant, state.label(), place.bits(), place.id().toString(), limit)
                .query(PostgresSuggestions::row)
                .list());
    }

    @Override
    public void decide(String tenant, UUID id, SuggestionState state, StoredSuggestion.Decision decision) {
        Faults.translated(() -> jdbc.sql("""
                        update suggestion set state = ?, decided_at = ?, decided_by = ?
                        where tenant = ? and id = ?::uuid and state = 'open'""")
                .params(state.label(), decision.at(), decision.account(), tenant, id.toString())
                .update());
        metrics.counter("cdp.suggestions.decided", "tenant", tenant, "decision", state.label())
                .increment();
    }

    private static StoredSuggestion row(ResultSet row, int number) throws SQLException {
        var suggestion = new Suggestion(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "left_now"),
                Rows.uuid(row, "right_now"),
                row.getDouble("bits"),
                JSON.readValue(Rows.text(row, "waterfall"), Waterfall.class));
        var state = SuggestionState.labelled(Rows.text(row, "state"))
                .orElseThrow(() -> new IllegalStateException("a suggestion has a state of its own"));
        return new StoredSuggestion(
                suggestion, state, Rows.text(row, "job_id"), row.getLong("suggested_at"), decision(row));
    }

    private static StoredSuggestion.@Nullable Decision decision(ResultSet row) throws SQLException {
        var at = Rows.maybeLong(row, "decided_at");
        return at == null ? null : new StoredSuggestion.Decision(Rows.text(row, "decided_by"), at);
    }
}
