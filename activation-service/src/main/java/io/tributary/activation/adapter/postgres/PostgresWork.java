package io.tributary.activation.adapter.postgres;

import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.RowOutcome;
import io.tributary.activation.audience.RowStanding;
import io.tributary.activation.audience.Work;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Marks and standings of people in audiences. */
public final class PostgresWork implements Work {

    private final Store store;

    public PostgresWork(Store store) {
        this.store = store;
    }

    @Override
    public List<Item> take(String audienceId, Instant now, int limit) {
        return store.in(jdbc -> jdbc.sql("""
                        select w.profile_id, w.sequence, coalesce(s.standing, '') standing from work w
                        left join standing s on s.audience_id = w.audience_id and s.profile_id = w.profile_id
                        where w.audience_id = :audience and not w.parked and w.not_before_ms <= :now
                        order by w.entering, w.sequence limit :limit
                        """)
                .param("audience", audienceId)
                .param("now", now.toEpochMilli())
                .param("limit", limit)
                .query((row, number) ->
                        new Item(row.getString("profile_id"), row.getLong("sequence"), row.getString("standing")))
                .list());
    }

    @Override
    public void settle(Audience audience, Collection<Item> items, Collection<RowOutcome> outcomes, Instant now) {
        if (items.isEmpty()) {
            return;
        }
        var sequences = items.stream().collect(Collectors.toMap(Item::profileId, Item::sequence));
        store.in(jdbc -> {
            writeStandings(jdbc, audience.id(), outcomes, now);
            clear(
                    jdbc,
                    audience.id(),
                    outcomes.stream().filter(PostgresWork::isSettled).toList(),
                    sequences);
            for (var outcome : outcomes) {
                if (!isSettled(outcome)) {
                    keep(jdbc, audience.id(), outcome, sequences.getOrDefault(outcome.profileId(), -1L));
                }
            }
            return true;
        });
    }

    private static boolean isSettled(RowOutcome outcome) {
        return outcome.again() == null && outcome.standing() != RowStanding.PARKED;
    }

    private static void writeStandings(
            JdbcClient jdbc, String audienceId, Collection<RowOutcome> outcomes, Instant now) {
        var members = outcomes.stream().filter(RowOutcome::member).toList();
        jdbc.sql("""
                        insert into standing (audience_id, profile_id, standing, reason, at_ms)
                        select :audience, s.profile_id, s.standing, s.reason, :now
                        from unnest(cast(:profiles as text[]), cast(:standings as text[]), cast(:reasons as text[]))
                          s (profile_id, standing, reason)
                        order by s.profile_id
                        on conflict (audience_id, profile_id) do update
                        set standing = excluded.standing, reason = excluded.reason, at_ms = excluded.at_ms
                        """)
                .param("audience", audienceId)
                .param("now", now.toEpochMilli())
                .param("profiles", Store.texts(members, RowOutcome::profileId))
                .param("standings", Store.texts(members, it -> it.standing().wireName()))
                .param("reasons", Store.texts(members, RowOutcome::reason))
                .update();
        var others = outcomes.stream().filter(it -> !it.member()).toList();
        jdbc.sql("delete from standing where audience_id = :audience and profile_id = any(:profiles)")
                .param("audience", audienceId)
                .param("profiles", Store.texts(others, RowOutcome::profileId))
                .update();
    }

    /** A mark that was renewed while the run was on has another number and stays. */
    private static void clear(
            JdbcClient jdbc, String audienceId, Collection<RowOutcome> settled, Map<String, Long> sequences) {
        jdbc.sql("""
                        delete from work w
                        using unnest(cast(:profiles as text[]), cast(:sequences as bigint[])) s (profile_id, sequence)
                        where w.audience_id = :audience and w.profile_id = s.profile_id and w.sequence = s.sequence
                        """)
                .param("audience", audienceId)
                .param("profiles", Store.texts(settled, RowOutcome::profileId))
                .param(
                        "sequences",
                        settled.stream()
                                .map(it -> sequences.getOrDefault(it.profileId(), -1L))
                                .toArray(Long[]::new))
                .update();
    }

    private static void keep(JdbcClient jdbc, String audienceId, RowOutcome outcome, long sequence) {
        var again = outcome.again();
        jdbc.sql("""
                        update work set parked = :parked, not_before_ms = :again
                        where audience_id = :audience and profile_id = :profile and sequence = :sequence
                        """)
                .param("parked", outcome.standing() == RowStanding.PARKED)
                .param("again", again == null ? 0 : again.toEpochMilli())
                .param("audience", audienceId)
                .param("profile", outcome.profileId())
                .param("sequence", sequence)
                .update();
    }

    @Override
    public void markAll(Audience audience, Instant now) {
        store.in(jdbc -> {
            Marks.all(jdbc, audience.id(), now.toEpochMilli());
            return true;
        });
    }

    @Override
    public long leavers(Audience audience, Instant now) {
        return store.in(jdbc -> jdbc.sql("""
                        select count(distinct w.profile_id) from work w
                        join ledger l on l.audience_id = w.audience_id and l.profile_id = w.profile_id
                          and l.exposed and (l.held_until_ms is null or l.held_until_ms <= :now)
                        where w.audience_id = :audience and not exists (select 1 from membership m
                          where m.tenant = :tenant and m.segment_key = :segment
                            and m.profile_id = w.profile_id and m.member)
                        """)
                .param("audience", audience.id())
                .param("tenant", audience.tenant())
                .param("segment", audience.segmentKey())
                .param("now", now.toEpochMilli())
                .query(Long.class)
                .single());
    }

    @Override
    public List<String> everybody(Audience audience, String after, int limit) {
        return store.in(jdbc -> jdbc.sql("""
                        select profile_id from (
                          select profile_id from membership
                          where tenant = :tenant and segment_key = :segment and member
                          union
                          select profile_id from ledger where audience_id = :audience and state <> 'ABSENT') everybody
                        where profile_id > :after order by profile_id limit :limit
                        """)
                .param("tenant", audience.tenant())
                .param("segment", audience.segmentKey())
                .param("audience", audience.id())
                .param("after", after)
                .param("limit", limit)
                .query(Store::text)
                .list());
    }

    @Override
    public long release(String audienceId) {
        return store.in(
                jdbc -> (long) jdbc.sql("update work set parked = false where audience_id = :audience and parked")
                        .param("audience", audienceId)
                        .update());
    }

    @Override
    public long waiting(Instant now) {
        return store.in(jdbc -> jdbc.sql("select count(*) from work where not parked and not_before_ms <= :now")
                .param("now", now.toEpochMilli())
                .query(Long.class)
                .single());
    }

    @Override
    public long parked(String audienceId) {
        return store.in(jdbc -> jdbc.sql("select count(*) from work where audience_id = :audience and parked")
                .param("audience", audienceId)
                .query(Long.class)
                .single());
    }
}
