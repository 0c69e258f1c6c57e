package io.tributary.segment.adapter.postgres;

import java.util.List;

/** What contacts change of who is on a list: whose identifiers they are, who is no more, and who may be an heir. */
final class ListedSql {

    private static final String STATED = "unnest(:owners::text[], :digests::bytea[]) as stated (profile_id, digest)";

    /** Profiles that are no more: nothing is told of them, for what they were is absorbed or erased; their heirs are. */
    static final List<String> TAKE_LEAVE = List.of("""
            insert into list_heir (tenant, digest, segment_key, until)
            select distinct known.tenant, known.digest, member.segment_key, now() + make_interval(secs => :kept)
            from known_identifier known join list_member member using (tenant, profile_id)
            where known.tenant = :tenant and known.profile_id = any(:gone)
            on conflict (tenant, digest, segment_key) do update set until = excluded.until""", """
            delete from list_member where tenant = :tenant and profile_id = any(:gone)""", """
            delete from known_contact where tenant = :tenant and profile_id = any(:gone)""");

    /** Who has an identifier of somebody else may have absorbed them, or will have: what holds of them is to be told. */
    static final List<String> INHERIT = List.of(
            "insert into list_member (tenant, segment_key, profile_id, member)"
                    + " select distinct :tenant, heir.segment_key, stated.profile_id, false from " + STATED
                    + " join list_heir heir on heir.tenant = :tenant and heir.digest = stated.digest"
                    + " on conflict do nothing",
            "insert into list_member (tenant, segment_key, profile_id, member)"
                    + " select distinct :tenant, member.segment_key, stated.profile_id, false from " + STATED
                    + " join known_identifier known on known.tenant = :tenant and known.digest = stated.digest"
                    + " and known.profile_id <> stated.profile_id"
                    + " join list_member member on member.tenant = :tenant and member.profile_id = known.profile_id"
                    + " on conflict do nothing");

    /** Makes what is known of some profiles what was stated of them. */
    static final List<String> TAKE_OVER = List.of(
            "delete from known_identifier where tenant = :tenant and profile_id = any(:profiles) and not exists"
                    + " (select from " + STATED + " where stated.profile_id = known_identifier.profile_id"
                    + " and stated.digest = known_identifier.digest)",
            "insert into known_identifier (tenant, digest, profile_id)"
                    + " select :tenant, digest, profile_id from " + STATED
                    + " where profile_id = any(:profiles) on conflict do nothing");

    /** Who comes onto a list and who goes from one, of some profiles. */
    static final List<String> OF_PROFILES = List.of("""
            insert into list_member (tenant, segment_key, profile_id, member)
            select distinct list_row.tenant, segment_key, profile_id, true
            from known_identifier join list_row using (tenant, digest)
            where tenant = :tenant and profile_id = any(:profiles)
            on conflict (tenant, segment_key, profile_id) do update
                set member = true, revision = list_member.revision + 1 where not list_member.member""", """
            update list_member set member = false, revision = revision + 1
            where tenant = :tenant and profile_id = any(:profiles) and member
                and not exists (select from known_identifier join list_row using (tenant, digest)
                    where known_identifier.tenant = list_member.tenant
                        and known_identifier.profile_id = list_member.profile_id
                        and list_row.segment_key = list_member.segment_key)""");

    private ListedSql() {}
}
