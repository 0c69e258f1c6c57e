package io.tributary.activation.adapter.postgres;

import java.util.List;

/**
 * Where one table holds a person, in the order in which rows are locked everywhere: suppressions, contacts and their
 * digests, memberships, ledger, then what hangs on audiences. A table that is not listed holds nobody.
 *
 * @param found the condition that finds the person's rows of {@code t}
 * @param erase the statement's beginning that takes the person out of the found rows
 * @param shown what is handed out of a row, as JSON
 * @param shownWhere the condition for what is handed out
 */
record PersonTable(String name, String found, String erase, String shown, String shownWhere) {

    private static final String PROFILE = "t.tenant = :tenant and t.profile_id = any(:profiles)";
    private static final String OF_AUDIENCE =
            "t.profile_id = any(:profiles) and t.audience_id in (select id from audience where tenant = :tenant)";
    private static final String KEPT = "t.tenant = :tenant and t.digest = any(:keyed)";
    private static final String REASON_TELLS =
            "t.tenant = :tenant and exists (select 1 from unnest(cast(:values as text[])) v where position(v in t.reason) > 0)";
    private static final String BYTES_TELL = """
            (t.key = '' or split_part(t.key, '/', 1) = :tenant) and exists (
              select 1 from unnest(cast(:words as text[])) v
              where position(v in t.key) > 0 or position(convert_to(v, 'UTF8') in t.value) > 0)
            """;
    private static final String TEXT_TELLS = """
            t.tenant = :tenant and exists (
              select 1 from unnest(cast(:words as text[])) v where position(v in t.body) > 0)
            """;

    static final List<PersonTable> ALL = List.of(
            // Which digest is suppressed, and why, stays for ever; how its value looks does not.
            new PersonTable(
                    "suppression",
                    "(" + KEPT + " and t.masked <> '***') or (" + REASON_TELLS + ")",
                    "update suppression t set masked = '***', reason = case when " + REASON_TELLS
                            + " then '' else t.reason end",
                    "to_jsonb(t)",
                    KEPT + " or (" + REASON_TELLS + ")"),
            new PersonTable(
                    "suppression_event",
                    REASON_TELLS,
                    "update suppression_event t set reason = ''",
                    "to_jsonb(t)",
                    KEPT + " or (" + REASON_TELLS + ")"),
            deleted("contact", PROFILE),
            deleted("contact_digest", PROFILE),
            deleted("membership", PROFILE),
            new PersonTable(
                    "ledger",
                    "t.tenant = :tenant and (t.profile_id = any(:profiles) or t.digest = any(:sent))",
                    "delete from ledger t",
                    "to_jsonb(t) - 'wire'",
                    "t.tenant = :tenant and (t.profile_id = any(:profiles) or t.digest = any(:sent))"),
            deleted("standing", OF_AUDIENCE),
            deleted("work", OF_AUDIENCE),
            deleted("delivery_row", PROFILE),
            deleted("dead_letter", BYTES_TELL),
            deleted("idempotent_answer", TEXT_TELLS));

    private static PersonTable deleted(String name, String found) {
        return new PersonTable(name, found, "delete from " + name + " t", "to_jsonb(t)", found);
    }

    String count() {
        return "select count(*) from " + name + " t where " + found;
    }

    String taken() {
        return erase + " where " + found;
    }

    String read() {
        return "select cast(" + shown + " as text) from " + name + " t where " + shownWhere;
    }
}
