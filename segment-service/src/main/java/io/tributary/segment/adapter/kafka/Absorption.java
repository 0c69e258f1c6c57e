package io.tributary.segment.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.redirect.Route;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The loser's journey to the survivor: one command with its state and memberships. */
final class Absorption {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final RebuildStore rebuilds;

    Absorption(ProfileWork work, SignpostStore signposts, RebuildStore rebuilds) {
        this.work = work;
        this.signposts = signposts;
        this.rebuilds = rebuilds;
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
    void take(RecordKey key, Absorb absorb) {
        var posts = signposts.of(key);
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
                    join(key, absorb);
                }
            }
        }
    }

    void join(RecordKey key, Absorb absorb) {
        var loser = ProfileState.decode(absorb.getState().toByteArray());
        var loserWasIn = new LinkedHashSet<String>();
        for (var membership : absorb.getMembershipsList()) {
            loserWasIn.add(membership.getSegmentKey());
        }
        var days = work.view(key.tenant()).days();
        work.change(
                work.open(key, signposts.of(key)),
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
