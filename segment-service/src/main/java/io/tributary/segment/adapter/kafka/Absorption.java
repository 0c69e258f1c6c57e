package io.tributary.segment.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signposts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The loser's journey to the survivor: one command with its state and memberships. Nothing orders it with a split of the
 * survivor: when that was earlier at the survivor, the past that is read after it has the loser's events wherever they
 * belong, and all that is left of the journey is to say which of the loser's segments the survivor is in.
 */
final class Absorption {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final RebuildStore rebuilds;
    private final TopologyProgress progress;

    Absorption(ProfileWork work, SignpostStore signposts, RebuildStore rebuilds, TopologyProgress progress) {
        this.work = work;
        this.signposts = signposts;
        this.rebuilds = rebuilds;
        this.progress = progress;
    }

    /** The loser's side. */
    void send(String survivor, ProfileState loser, long graphNumber) {
        var absorb = Absorb.newBuilder()
                .setLoser(loser.profileId())
                .setGraphNumber(graphNumber)
                .setState(ByteString.copyFrom(
                        loser.encode(work.view(loser.tenant()).days())));
        loser.memberships().entrySet().stream()
                .filter(it -> it.getValue().member())
                .forEach(it -> absorb.addMemberships(membership(loser, it)));
        send(loser.tenant(), survivor, absorb.build());
    }

    /** The survivor's side; a survivor that was merged itself meanwhile passes the state on. */
    void take(RecordKey key, Absorb arrived) {
        var posts = signposts.of(key);
        var absorb = posts.wasSplitAfter(arrived.getGraphNumber()) ? withoutState(arrived) : arrived;
        switch (posts.follow(key.own(), absorb.getGraphNumber(), List.of())) {
            case Route.Forward(var profileId, var graphNumber) ->
                send(
                        key.tenant(),
                        profileId,
                        absorb.toBuilder().setGraphNumber(graphNumber).build());
            case Route.Drop drop -> {}
            case Route.Stay stay -> {
                if (posts.awaitsPast()) {
                    rebuilds.keep(key, absorb);
                } else {
                    join(key, posts, absorb);
                }
            }
        }
    }

    private Absorb withoutState(Absorb absorb) {
        if (absorb.getState().isEmpty()) {
            return absorb;
        }
        progress.countOutdatedAbsorb();
        return absorb.toBuilder().clearState().build();
    }

    private void join(RecordKey key, Signposts posts, Absorb absorb) {
        var loserWasIn = new LinkedHashSet<String>();
        for (var membership : absorb.getMembershipsList()) {
            loserWasIn.add(membership.getSegmentKey());
        }
        var days = work.view(key.tenant()).days();
        if (absorb.getState().isEmpty()) {
            work.change(
                    work.open(key, posts),
                    state -> {},
                    (evaluator, state, now) -> evaluator.restated(state, loserWasIn, now, new Cause.Split()));
            return;
        }
        var loser = ProfileState.decode(absorb.getState().toByteArray());
        work.change(
                work.open(key, posts),
                state -> state.absorb(loser, days, work.now()),
                (evaluator, state, now) -> evaluator.merged(state, loserWasIn, now, absorb.getLoser()));
    }

    private void send(String tenant, String profileId, Absorb absorb) {
        var command = ProfileCommand.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setAbsorb(absorb)
                .build();
        work.forward(new RecordKey(tenant, profileId).text(), command.toByteArray(), SegmentTopology.COMMANDS);
    }

    private static Membership membership(ProfileState loser, Map.Entry<String, Standing> standing) {
        return Membership.newBuilder()
                .setTenant(loser.tenant())
                .setProfileId(loser.profileId())
                .setSegmentKey(standing.getKey())
                .setSegmentVersion(standing.getValue().version())
                .setMember(true)
                .setSince(standing.getValue().since())
                .setStateVersion(loser.stateVersion())
                .build();
    }
}
