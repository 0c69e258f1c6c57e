package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.Evaluation;
import io.tributary.segment.membership.Evaluator;
import io.tributary.segment.membership.MembershipChange;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signposts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a profile changes: let time pass, judge by new definitions, apply, judge, then write state, timer
 * and memberships together. Each membership record gets a version of its own, so they have an order.
 */
final class ProfileWork {

    /** Judges after a change was applied. */
    @FunctionalInterface
    interface Judging {
        Evaluation judge(Evaluator evaluator, ProfileState state, long now);
    }

    private final ProcessorContext<String, byte[]> context;
    private final HotProfiles profiles;
    private final TimerStore timers;
    private final SignpostStore signposts;
    private final JudgedTenants judged;
    private final Definitions definitions;
    private final TopologySettings settings;

    ProfileWork(
            ProcessorContext<String, byte[]> context,
            HotProfiles profiles,
            TimerStore timers,
            SignpostStore signposts,
            JudgedTenants judged,
            Definitions definitions,
            TopologySettings settings) {
        this.context = context;
        this.profiles = profiles;
        this.timers = timers;
        this.signposts = signposts;
        this.judged = judged;
        this.definitions = definitions;
        this.settings = settings;
    }

    /** Suite time in milliseconds. */
    long now() {
        Clock clock = settings.suiteClock();
        return clock.millis();
    }

    /** Real time in milliseconds. */
    long realNow() {
        Clock clock = settings.realClock();
        return clock.millis();
    }

    TenantView view(String tenant) {
        return definitions.of(tenant);
    }

    Optional<ProfileState> find(RecordKey key) {
        return profiles.find(key.text());
    }

    /** The profile, or a new one that counts versions on from an earlier life. */
    ProfileState open(RecordKey key, Signposts signposts) {
        return find(key).orElseGet(() -> new ProfileState(key.tenant(), key.own(), signposts.lastVersion()));
    }

    /**
     * Only lets time pass and judges by new definitions; whom that leaves as they were is not written. A profile whose past
     * is being read is judged when it has come.
     */
    void refresh(ProfileState state) {
        var posts = signposts.of(new RecordKey(state.tenant(), state.profileId()));
        if (posts.awaitsPast()) {
            return;
        }
        long armed = state.nextChange();
        long decided = state.decided();
        var changes = catchUp(state, evaluator(state.tenant()), now());
        if (decided != state.decided() || armed != state.nextChange()) {
            write(state, armed, changes);
        }
    }

    /** Changes the profile without judging it: half of its past says nothing. No timer is armed until it is judged. */
    void keep(ProfileState state, Consumer<ProfileState> apply) {
        long armed = state.nextChange();
        apply.accept(state);
        state.unjudged();
        write(state, armed, List.of());
    }

    void change(ProfileState state, Consumer<ProfileState> apply, Judging judging) {
        long armed = state.nextChange();
        long now = now();
        var evaluator = evaluator(state.tenant());
        var changes = new ArrayList<>(catchUp(state, evaluator, now));
        apply.accept(state);
        changes.addAll(judging.judge(evaluator, state, now).changes());
        write(state, armed, changes);
    }

    /**
     * Makes the profile another one: what time or new definitions would have done to what it was is nobody's history, so
     * only what it has become is judged.
     */
    void replace(ProfileState state, Consumer<ProfileState> apply, Judging judging) {
        long armed = state.nextChange();
        apply.accept(state);
        var changes = judging.judge(evaluator(state.tenant()), state, now()).changes();
        write(state, armed, changes);
    }

    /** Ends the profile here: every membership is left for the cause, and nothing is remembered. */
    void end(ProfileState state, Cause cause) {
        long now = now();
        state.memberships().forEach((segment, standing) -> {
            if (standing.member()) {
                emit(state, new MembershipChange(segment, standing.version(), false, now, cause));
            }
        });
        profiles.delete(key(state));
        timers.disarm(key(state), state.nextChange());
    }

    /**
     * Removes every record of the profile's standings from the compacted topic: in the segments that are named, and in all
     * that the tenant ever published, because a merge or a retirement leaves records that no state knows of.
     */
    void forgetMemberships(RecordKey profile, Collection<String> named) {
        var segments = new TreeSet<>(named);
        segments.addAll(definitions.everPublished(profile.tenant()));
        for (var segment : segments) {
            var key = RecordKey.ofMembership(profile.tenant(), profile.own(), segment);
            forward(key.text(), null, SegmentTopology.MEMBERSHIPS);
        }
    }

    /** States the profile in the changelog once more, gone or not, so that who reads it sees that it was passed. */
    void restate(RecordKey key) {
        profiles.restate(key.text());
    }

    /** The state as it is stored. */
    byte[] pack(ProfileState state) {
        byte[] packed = state.encode(view(state.tenant()).days());
        if (state.overflowing()) {
            settings.progress().countOverflowing();
        }
        return packed;
    }

    void forward(String key, byte @Nullable [] value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    /** Sends an event after its signpost, as if it had been resolved at that one's graph number. */
    void route(String tenant, ResolvedEvent event, Signposts posts, Route.Forward to) {
        var forwarded = event.toBuilder()
                .setProfileId(to.profileId())
                .setGraphNumber(to.graphNumber())
                .setFollowedSplit(event.getFollowedSplit() || !posts.isMerge(to.graphNumber()))
                .build();
        forward(new RecordKey(tenant, to.profileId()).text(), forwarded.toByteArray(), SegmentTopology.ROUTED);
    }

    private List<MembershipChange> catchUp(ProfileState state, Evaluator evaluator, long now) {
        if (state.evaluatedAt() == Long.MIN_VALUE) {
            // Never judged: there is no past whose bounds could have been missed.
            return List.of();
        }
        long newest = view(state.tenant()).segments().hash();
        if (judged.areBy(state.tenant(), newest)) {
            state.standsBy(newest);
        }
        var changes = new ArrayList<>(evaluator.passTime(state, now).changes());
        if (state.definitions() != newest) {
            changes.addAll(redefined(state, evaluator, now, newest).changes());
        }
        return changes;
    }

    /** Judges what of the definitions is new to the profile, or all where nobody knows. */
    private Evaluation redefined(ProfileState state, Evaluator evaluator, long now, long newest) {
        var cause = new Cause.Definition();
        var before = state.isJudged() ? judged.before(state.tenant(), newest) : Optional.<Long>empty();
        return before.flatMap(it -> definitions.since(state.tenant(), it))
                .map(it -> evaluator.since(it, state, now, cause))
                .orElseGet(() -> evaluator.all(state, now, cause));
    }

    private void write(ProfileState state, long armed, List<MembershipChange> changes) {
        changes.forEach(it -> emit(state, it));
        state.nextVersion();
        profiles.changed(key(state), state);
        timers.move(key(state), armed, state.nextChange());
    }

    private void emit(ProfileState state, MembershipChange change) {
        var key = RecordKey.ofMembership(state.tenant(), state.profileId(), change.segment());
        var record = Wire.membership(state.tenant(), state.profileId(), change, state.nextVersion(), now());
        forward(key.text(), record.toByteArray(), SegmentTopology.MEMBERSHIPS);
    }

    private Evaluator evaluator(String tenant) {
        var view = view(tenant);
        judged.judging(tenant, view.segments().hash());
        return new Evaluator(view.segments(), view.days());
    }

    private static String key(ProfileState state) {
        return new RecordKey(state.tenant(), state.profileId()).text();
    }
}
