package io.tributary.segment.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signpost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Takes changes of the identity graph over: signposts, the loser's journey to the survivor, erasure. */
final class GraphChanges {

    private final ProfileWork work;
    private final SignpostStore signposts;

    GraphChanges(ProfileWork work, SignpostStore signposts) {
        this.work = work;
        this.signposts = signposts;
    }

    void take(RecordKey key, IdentityChange change) {
        var posts = signposts.of(key);
        if (posts.knows(change.getGraphNumber())) {
            return;
        }
        switch (change.getChangeCase()) {
            case MERGED_INTO -> {
                var survivor = change.getMergedInto().getSurvivor();
                long version = work.find(key)
                        .map(it -> sendTo(survivor, it, change.getGraphNumber()))
                        .orElse(0L);
                signposts.put(key, posts.with(new Signpost.MergedInto(change.getGraphNumber(), survivor), version));
            }
            case SPLIT -> {
                var split = new Signpost.Split(change.getGraphNumber(), Wire.parts(change.getSplit()));
                signposts.put(key, posts.with(split, 0));
            }
            case ERASED -> {
                long version = work.find(key).map(this::erase).orElse(0L);
                signposts.put(key, posts.with(new Signpost.Erased(change.getGraphNumber()), version));
            }
            // The survivor learns everything from the absorb command of each loser.
            case ABSORBS, CHANGE_NOT_SET -> {}
        }
    }

    /** The survivor's side; a survivor that was merged itself meanwhile passes the state on. */
    void absorb(RecordKey key, Absorb absorb) {
        switch (signposts.of(key).follow(key.own(), absorb.getGraphNumber(), List.of())) {
            case Route.Forward(var profileId, var graphNumber) ->
                send(
                        key.tenant(),
                        profileId,
                        absorb.toBuilder().setGraphNumber(graphNumber).build());
            case Route.Drop drop -> {}
            case Route.Stay stay -> join(key, absorb);
        }
    }

    private void join(RecordKey key, Absorb absorb) {
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

    private long sendTo(String survivor, ProfileState loser, long graphNumber) {
        var absorb = Absorb.newBuilder()
                .setLoser(loser.profileId())
                .setGraphNumber(graphNumber)
                .setState(ByteString.copyFrom(
                        loser.encode(work.view(loser.tenant()).days())));
        loser.memberships().entrySet().stream()
                .filter(it -> it.getValue().member())
                .forEach(it -> absorb.addMemberships(membership(loser, it)));
        send(loser.tenant(), survivor, absorb.build());
        work.end(loser, new Cause.Merged(survivor));
        return loser.stateVersion();
    }

    private long erase(ProfileState state) {
        work.end(state, new Cause.Erased());
        work.forgetMemberships(state);
        return state.stateVersion();
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
