package io.tributary.segment.adapter.postgres;

import io.tributary.segment.list.ListDifference;
import io.tributary.segment.list.ListMode;
import io.tributary.segment.list.Lists.Upload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Lists as sets: what an upload makes of one, and who is on it by what is known of people. */
final class ListSql {

    private static final String STAGED = "select digest from list_upload_row where upload_id = :upload";
    private static final String LISTED = "select digest from list_row where tenant = :tenant and segment_key = :key";

    static final String STANDING = """
            select count(*) as identifiers,
                count(*) filter (where not exists (select from known_identifier
                    where known_identifier.tenant = list_row.tenant
                        and known_identifier.digest = list_row.digest)) as unmatched,
                (select count(*) from list_member where tenant = :tenant and segment_key = :key and member) as people
            from list_row where tenant = :tenant and segment_key = :key""";

    private static final List<String> OF_THE_LIST = List.of("""
            insert into list_member (tenant, segment_key, profile_id, member)
            select distinct :tenant, :key, profile_id, true
            from known_identifier join list_row using (tenant, digest)
            where tenant = :tenant and segment_key = :key
            on conflict (tenant, segment_key, profile_id) do update
                set member = true, revision = list_member.revision + 1 where not list_member.member""", """
            update list_member set member = false, revision = revision + 1
            where tenant = :tenant and segment_key = :key and member
                and not exists (select from known_identifier join list_row using (tenant, digest)
                    where known_identifier.tenant = list_member.tenant
                        and known_identifier.profile_id = list_member.profile_id
                        and list_row.segment_key = list_member.segment_key)""");

    private static final String TOLD_ONES =
            "unnest(:tenants::text[], :keys::text[], :profiles::text[]) as told (tenant, segment_key, profile_id)";

    static final String TOLD = "update list_member set told_revision = revision,"
            + " retell_at = case when told_revision < revision then now() + make_interval(secs => :again) end from "
            + TOLD_ONES
            + " where list_member.tenant = told.tenant and list_member.segment_key = told.segment_key"
            + " and list_member.profile_id = told.profile_id";

    /** Who is on no list and was told so twice leaves nothing behind. */
    static final String FORGET_TOLD = "delete from list_member using " + TOLD_ONES
            + " where list_member.tenant = told.tenant and list_member.segment_key = told.segment_key"
            + " and list_member.profile_id = told.profile_id and not list_member.member"
            + " and list_member.retell_at is null";

    private ListSql() {}

    /** The identifiers afterwards. */
    private static String after(ListMode mode) {
        return switch (mode) {
            case ADD -> LISTED + " union " + STAGED;
            case REPLACE -> STAGED;
            case REMOVE -> LISTED + " except " + STAGED;
        };
    }

    static String difference(ListMode mode) {
        return """
                with listed as materialized (%s), after as materialized (%s),
                    people as materialized (select distinct profile_id from known_identifier join after using (digest)
                        where tenant = :tenant),
                    before as materialized (select profile_id from list_member
                        where tenant = :tenant and segment_key = :key and member)
                select
                    (select count(*) from after where not exists
                        (select from listed where listed.digest = after.digest)) as added,
                    (select count(*) from listed where not exists
                        (select from after where after.digest = listed.digest)) as removed,
                    (select count(*) from after) as size,
                    (select count(*) from after where not exists (select from known_identifier known
                        where known.tenant = :tenant and known.digest = after.digest)) as unmatched,
                    (select count(*) from people where not exists
                        (select from before where before.profile_id = people.profile_id)) as entering,
                    (select count(*) from before where not exists
                        (select from people where people.profile_id = before.profile_id)) as leaving,
                    (select count(*) from before join people using (profile_id)) as staying""".formatted(LISTED, after(mode));
    }

    static ListDifference readDifference(ResultSet row, int number) throws SQLException {
        return new ListDifference(
                row.getLong("added"),
                row.getLong("removed"),
                row.getLong("size"),
                row.getLong("unmatched"),
                row.getLong("entering"),
                row.getLong("leaving"),
                row.getLong("staying"));
    }

    /** What makes it so, in order. */
    static List<String> change(ListMode mode) {
        var rows = switch (mode) {
            case ADD ->
                "insert into list_row (tenant, segment_key, digest) select :tenant, :key, digest from (" + STAGED
                        + ") as staged on conflict do nothing";
            case REPLACE ->
                "delete from list_row where tenant = :tenant and segment_key = :key"
                        + " and not exists (select from list_upload_row staged where staged.upload_id = :upload"
                        + " and staged.digest = list_row.digest)";
            case REMOVE ->
                "delete from list_row where tenant = :tenant and segment_key = :key"
                        + " and exists (select from list_upload_row staged where staged.upload_id = :upload"
                        + " and staged.digest = list_row.digest)";
        };
        var changes = new ArrayList<>(List.of(rows));
        if (mode == ListMode.REPLACE) {
            changes.addAll(0, List.of(change(ListMode.ADD).getFirst()));
        }
        changes.addAll(OF_THE_LIST);
        return List.copyOf(changes);
    }

    /** To the end of the transaction. */
    static void lock(JdbcClient jdbc, String tenant) {
        lockNamed(jdbc, "list/" + tenant);
    }

    /** The same for who has lists at all. */
    static void lockTenants(JdbcClient jdbc) {
        lockNamed(jdbc, "list-tenants");
    }

    private static void lockNamed(JdbcClient jdbc, String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(name)
                .query((row, number) -> true)
                .single();
    }

    static StatementSpec bound(StatementSpec statement, Upload upload) {
        return statement
                .param("tenant", upload.tenant())
                .param("key", upload.segmentKey())
                .param("upload", upload.id());
    }
}
