package io.tributary.activation.adapter.postgres;

import io.tributary.activation.membership.Memberships;
import io.tributary.activation.membership.Segment;
import io.tributary.activation.membership.Standing;
import io.tributary.activation.membership.StandingInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Segments and the current standing of people in them. A batch is applied in one transaction together with the marks it
 * causes and, for merges, with the move of ledger rows to the survivor.
 */
public final class PostgresMemberships implements Memberships, StandingInbox {

    private final Store store;
    private final Duration mergeHold;

    /** @param mergeHold how long rows of a merged profile wait for the survivor's own standing */
    public PostgresMemberships(Store store, Duration mergeHold) {
        this.store = store;
        this.mergeHold = mergeHold;
    }

    @Override
    public void apply(Collection<Standing> standings, Collection<Gone> gone, Instant now) {
        var newest = new LinkedHashMap<String, Standing>();
        standings.forEach(it -> newest.merge(
                it.tenant() + "/" + it.segmentKey() + "/" + it.profileId(),
                it,
                (old, next) -> next.stateVersion() >= old.stateVersion() ? next : old));
        var byTenant = newest.values().stream().collect(Collectors.groupingBy(Standing::tenant));
        store.in(jdbc -> {
            byTenant.forEach((tenant, of) -> applyTenant(jdbc, tenant, of, now));
            gone.forEach(it -> remove(jdbc, it, now));
            return true;
        });
    }

    private void applyTenant(JdbcClient jdbc, String tenant, List<Standing> standings, Instant now) {
        var byKey = new HashMap<String, Standing>();
        standings.forEach(it -> byKey.put(it.segmentKey() + "/" + it.profileId(), it));
        var changed = upsert(jdbc, tenant, standings).stream().map(byKey::get).toList();
        if (changed.isEmpty()) {
            return;
        }
        var segments = changed.stream().map(Standing::segmentKey).toList();
        var profiles = changed.stream().map(Standing::profileId).toList();
        releaseHeld(
                jdbc,
                tenant,
                changed.stream()
                        .filter(it -> it.member() || it.cause().equals("MERGED"))
                        .toList());
        Marks.standings(jdbc, tenant, segments, profiles, now.toEpochMilli());
        changed.stream()
                .filter(it -> !it.member() && it.survivor().isPresent())
                .forEach(it -> carryOver(jdbc, it, it.survivor().get(), now));
    }

    private static List<String> upsert(JdbcClient jdbc, String tenant, List<Standing> standings) {
        return jdbc.sql("""
                        insert into membership
                            (tenant, segment_key, profile_id, member, since_ms, segment_version, state_version, cause)
                        select :tenant, s.* from unnest(
                            cast(:segments as text[]), cast(:profiles as text[]), cast(:members as boolean[]),
                            cast(:sinces as bigint[]), cast(:versions as int[]), cast(:states as bigint[]),
                            cast(:causes as text[])) s (segment_key, profile_id, member, since_ms, v, state, cause)
                        order by s.segment_key, s.profile_id
                        on conflict (tenant, segment_key, profile_id) do update
                        set member = excluded.member, since_ms = excluded.since_ms,
                            segment_version = excluded.segment_version, state_version = excluded.state_version,
                            cause = excluded.cause
                        where excluded.state_version > membership.state_version
                        returning segment_key || '/' || profile_id
                        """)
                .param("tenant", tenant)
                .param("segments", Store.texts(standings, Standing::segmentKey))
                .param("profiles", Store.texts(standings, Standing::profileId))
                .param("members", standings.stream().map(Standing::member).toArray(Boolean[]::new))
                .param("sinces", Store.numbers(standings, it -> it.since().toEpochMilli()))
                .param(
                        "versions",
                        standings.stream().map(Standing::segmentVersion).toArray(Integer[]::new))
                .param("states", Store.numbers(standings, Standing::stateVersion))
                .param("causes", Store.texts(standings, Standing::cause))
                .query(Store::text)
                .list();
    }

    /** A profile that states its own standing needs no protection from being taken out any more. */
    private static void releaseHeld(JdbcClient jdbc, String tenant, Collection<Standing> stated) {
        jdbc.sql("""
                        update ledger l set held_until_ms = null
                        from unnest(cast(:segments as text[]), cast(:profiles as text[])) s (segment_key, profile_id)
                        join audience a on a.tenant = :tenant and a.segment_key = s.segment_key
                        where l.audience_id = a.id and l.profile_id = s.profile_id and l.held_until_ms is not null
                        """)
                .param("tenant", tenant)
                .param("segments", Store.texts(stated, Standing::segmentKey))
                .param("profiles", Store.texts(stated, Standing::profileId))
                .update();
    }

    /** The rows of a merged profile become the survivor's, so that nobody leaves and enters because of a merge. */
    private void carryOver(JdbcClient jdbc, Standing loser, String survivor, Instant now) {
        var audiences = jdbc.sql(
                        "select id from audience where tenant = :tenant and segment_key = :segment order by id")
                .param("tenant", loser.tenant())
                .param("segment", loser.segmentKey())
                .query(Store::text)
                .list();
        for (var audience : audiences) {
            moveRows(
                    jdbc,
                    audience,
                    loser.profileId(),
                    survivor,
                    now.plus(mergeHold).toEpochMilli());
            jdbc.sql("delete from standing where audience_id = :audience and profile_id = :loser")
                    .param("audience", audience)
                    .param("loser", loser.profileId())
                    .update();
            Marks.row(jdbc, audience, survivor, now.toEpochMilli());
        }
    }

    private static void moveRows(JdbcClient jdbc, String audience, String loser, String survivor, long heldUntil) {
        jdbc.sql("""
                        delete from ledger l using ledger s
                        where l.audience_id = :audience and l.profile_id = :loser
                          and s.audience_id = l.audience_id and s.profile_id = :survivor
                          and s.kind = l.kind and s.digest = l.digest and s.exposed
                        """)
                .param("audience", audience)
                .param("loser", loser)
                .param("survivor", survivor)
                .update();
        jdbc.sql("""
                        delete from ledger s using ledger l
                        where l.audience_id = :audience and l.profile_id = :loser
                          and s.audience_id = l.audience_id and s.profile_id = :survivor
                          and s.kind = l.kind and s.digest = l.digest
                        """)
                .param("audience", audience)
                .param("loser", loser)
                .param("survivor", survivor)
                .update();
        jdbc.sql("""
                        update ledger set profile_id = :survivor, held_until_ms = :held
                        where audience_id = :audience and profile_id = :loser
                        """)
                .param("audience", audience)
                .param("loser", loser)
                .param("survivor", survivor)
                .param("held", heldUntil)
                .update();
    }

    private static void remove(JdbcClient jdbc, Gone gone, Instant now) {
        jdbc.sql("""
                        update membership set member = false, cause = 'TOMBSTONE'
                        where tenant = :tenant and segment_key = :segment and profile_id = :profile
                        """)
                .param("tenant", gone.tenant())
                .param("segment", gone.segmentKey())
                .param("profile", gone.profileId())
                .update();
        Marks.standings(jdbc, gone.tenant(), List.of(gone.segmentKey()), List.of(gone.profileId()), now.toEpochMilli());
    }

    @Override
    public void applySegments(Collection<Segment> segments) {
        store.in(jdbc -> {
            for (var segment : segments) {
                jdbc.sql("""
                                insert into segment (tenant, key, version, published, name)
                                values (:tenant, :key, :version, :published, :name)
                                on conflict (tenant, key) do update set version = excluded.version,
                                    published = excluded.published, name = excluded.name
                                where excluded.version >= segment.version
                                """)
                        .param("tenant", segment.tenant())
                        .param("key", segment.key())
                        .param("version", segment.version())
                        .param("published", segment.published())
                        .param("name", segment.name())
                        .update();
            }
            return true;
        });
    }

    @Override
    public Set<String> membersAmong(String tenant, String segmentKey, Collection<String> profileIds) {
        return new HashSet<>(store.in(jdbc -> jdbc.sql("""
                        select profile_id from membership
                        where tenant = :tenant and segment_key = :segment and profile_id = any(:profiles) and member
                        """)
                .param("tenant", tenant)
                .param("segment", segmentKey)
                .param("profiles", Store.texts(profileIds))
                .query(Store::text)
                .list()));
    }

    @Override
    public long count(String tenant, String segmentKey) {
        return store.in(jdbc -> jdbc.sql("""
                        select count(*) from membership
                        where tenant = :tenant and segment_key = :segment and member
                        """)
                .param("tenant", tenant)
                .param("segment", segmentKey)
                .query(Long.class)
                .single());
    }
}
