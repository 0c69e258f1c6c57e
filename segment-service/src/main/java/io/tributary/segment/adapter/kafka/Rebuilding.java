package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Rebuild;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signposts;
import java.util.List;

/**
 * Gives the parts of a split profile their own past. From the split on a part takes events aside and is not judged, so
 * that nobody enters or leaves for want of what is not read yet; when the past has come, both together are what it knows.
 */
final class Rebuilding {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final RebuildStore store;
    private final Absorption absorption;
    private final FactsReader reader;

    Rebuilding(
            ProfileWork work, SignpostStore signposts, RebuildStore store, Absorption absorption, FactsReader reader) {
        this.work = work;
        this.signposts = signposts;
        this.store = store;
        this.absorption = absorption;
        this.reader = reader;
    }

    /** The profile is a part from now on: asks for its past. */
    void await(RecordKey key, Signposts posts, IdentityChange change) {
        signposts.put(key, posts.awaiting(change.getGraphNumber()));
        work.find(key).ifPresent(state -> work.keep(state, it -> {}));
        var wanted = change.getSplit().toBuilder();
        if (wanted.getFrom().isEmpty()) {
            wanted.setFrom(key.own());
        }
        var command = ProfileCommand.newBuilder()
                .setTenant(key.tenant())
                .setProfileId(key.own())
                .setRebuild(Rebuild.newBuilder()
                        .setGraphNumber(change.getGraphNumber())
                        .setWanted(wanted));
        work.forward(key.text(), command.build().toByteArray(), SegmentTopology.COMMANDS);
    }

    void take(RecordKey key, Rebuild rebuild) {
        var posts = signposts.of(key);
        if (rebuild.hasWanted() || posts.awaited() != rebuild.getGraphNumber()) {
            return;
        }
        rebuild.getEventsList().forEach(it -> store.keep(key, it));
        if (rebuild.getComplete()) {
            signposts.put(key, posts.settled());
            if (posts.isEnded()) {
                store.takeEvents(key, work.realNow(), it -> passOn(key, posts, it));
                store.takeAbsorbed(key, it -> absorption.take(key, it));
            } else {
                apply(key, posts, rebuild.getAbsorbedList());
            }
        }
    }

    private void apply(RecordKey key, Signposts posts, List<String> absorbed) {
        work.change(
                work.open(key, posts),
                state -> {
                    state.forgetEvents(absorbed);
                    store.takeEvents(key, work.realNow(), it -> {
                        if (!passOn(key, posts, it)) {
                            apply(state, it);
                        }
                    });
                },
                (evaluator, state, now) -> evaluator.restated(state, now, new Cause.Split()));
        store.takeAbsorbed(key, it -> absorption.join(key, it));
    }

    private void apply(ProfileState state, ResolvedEvent event) {
        var days = work.view(state.tenant()).days();
        reader.read(Wire.call(event.getEvent())).ifPresent(it -> state.apply(it, days, work.now()));
    }

    /** Whether the event is somebody else's by now: the part was merged or taken apart again while its past was read. */
    private boolean passOn(RecordKey key, Signposts posts, ResolvedEvent event) {
        return switch (posts.follow(key.own(), event.getGraphNumber(), Wire.digests(event))) {
            case Route.Forward forward -> {
                work.route(key.tenant(), event, forward);
                yield true;
            }
            case Route.Drop drop -> true;
            case Route.Stay stay -> false;
        };
    }
}
