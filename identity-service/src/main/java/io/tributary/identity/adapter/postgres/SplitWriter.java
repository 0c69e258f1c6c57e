package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.MergeRecord;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what a split takes back: revoked edges, undone merges, and where absorbed ids lead now. */
final class SplitWriter {

    private final JdbcClient jdbc;

    SplitWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(String tenant, long number, GraphChange.Split split) {
        jdbc.sql("update edge set revoked_number = ? where tenant = ? and id = any(?)")
                .param(number)
                .param(tenant)
                .param(Arrays.longs(split.revokedEdges()))
                .update();
        var undone = split.undoneMerges();
        jdbc.sql("""
                update merge set undone_number = ? from unnest(?::bigint[], ?::text[]) as row(number, loser)
                where merge.tenant = ? and merge.number = row.number and merge.loser = row.loser::uuid""")
                .param(number)
                .param(Arrays.longs(undone, MergeRecord::number))
                .param(Arrays.texts(undone, it -> it.loser().toString()))
                .param(tenant)
                .update();
        var redirects = List.copyOf(split.redirects().entrySet());
        jdbc.sql("""
                update profile set merged_into = row.survivor::uuid
                from unnest(?::text[], ?::text[]) as row(loser, survivor)
                where tenant = ? and id = row.loser::uuid""")
                .param(Arrays.texts(redirects, it -> it.getKey().toString()))
                .param(Arrays.texts(redirects, it -> it.getValue().toString()))
                .param(tenant)
                .update();
        mark(tenant, number, split);
        forget(tenant, split);
    }

    /** Links to the person's page that were made before lead to whoever is one of the parts: they end here. */
    private void mark(String tenant, long number, GraphChange.Split split) {
        var concerned = new HashSet<>(split.redirects().keySet());
        concerned.addAll(split.parts());
        jdbc.sql("update profile set split_number = ? where tenant = ? and id = any(?::uuid[])")
                .param(number)
                .param(tenant)
                .param(Arrays.uuids(concerned))
                .update();
    }

    /** What the parts said is written anew: a grant that goes back to another part must not stay here. */
    private void forget(String tenant, GraphChange.Split split) {
        jdbc.sql("delete from consent where tenant = ? and profile_id = any(?::uuid[])")
                .param(tenant)
                .param(Arrays.uuids(split.parts()))
                .update();
    }
}
