package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Trace;
import io.tributary.contracts.v1.Traced;
import io.tributary.segment.feature.ProfileState;

/**
 * Answers what is kept of a profile, behind everything that was done for it before: on the topic of commands, which the feed
 * of the event index reads in this order, and in the profile store's changelog, which the feed of the profile index reads.
 */
final class Tracing {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final RebuildStore rebuilds;

    Tracing(ProfileWork work, SignpostStore signposts, RebuildStore rebuilds) {
        this.work = work;
        this.signposts = signposts;
        this.rebuilds = rebuilds;
    }

    void answer(RecordKey key, Trace trace) {
        var state = work.find(key);
        work.restate(key);
        var traced = Traced.newBuilder()
                .setToken(trace.getToken())
                .setErasedAt(signposts.of(key).erasedAt())
                .setKnown(state.isPresent())
                .setStateVersion(state.map(ProfileState::stateVersion).orElse(0L))
                .setRestricted(state.filter(ProfileState::restricted).isPresent())
                .setEntries(rebuilds.count(key) + (state.isPresent() ? 1 : 0));
        var command = ProfileCommand.newBuilder()
                .setTenant(key.tenant())
                .setProfileId(key.own())
                .setTraced(traced)
                .build();
        work.forward(key.text(), command.toByteArray(), SegmentTopology.COMMANDS);
    }
}
