package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Rebuild;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.adapter.kafka.OpenRebuilds.Coming;
import io.tributary.segment.adapter.kafka.OpenRebuilds.Waiting;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signpost;
import io.tributary.segment.redirect.Signposts;
import java.util.List;

/**
 * Gives the parts of a split profile their own past. From the split on a part takes events aside and is not judged, so
 * that nobody enters or leaves for want of what is not read yet; when the past has come, both together are what it knows.
 * A long past is applied in pieces beside the profile, which changes and is judged once, at the end.
 */
final class Rebuilding {

    /** What is applied at once, while other records wait; the rest follows by the clock. */
    private static final int AT_ONCE = 200;

    private static final int MOST_ABSORBED = 20;

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final RebuildStore store;
    private final OpenRebuilds open;
    private final Absorption absorption;
    private final FactsReader reader;

    Rebuilding(
            ProfileWork work,
            SignpostStore signposts,
            RebuildStore store,
            OpenRebuilds open,
            Absorption absorption,
            FactsReader reader) {
        this.work = work;
        this.signposts = signposts;
        this.store = store;
        this.open = open;
        this.absorption = absorption;
        this.reader = reader;
    }

    /** The profile is a part from now on: asks for its past. */
    void await(RecordKey key, Signposts posts, IdentityChange change) {
        signposts.put(key, posts.awaiting(change.getGraphNumber()));
        work.find(key).ifPresent(state -> work.keep(state, it -> {}));
        // What an earlier past had come to is in this one, which is read from all that the index has.
        store.endBegun(key);
        var wanted = change.getSplit().toBuilder();
        if (wanted.getFrom().isEmpty()) {
            wanted.setFrom(key.own());
        }
        long now = work.realNow();
        var wish = Rebuild.newBuilder()
                .setGraphNumber(change.getGraphNumber())
                .setWanted(wanted)
                .build();
        open.put(key.text(), new Waiting(now, now, wish));
        ask(key, wish);
    }

    /** Asks for a past, again when the first answer does not come; two answers are one. */
    void ask(RecordKey key, Rebuild wish) {
        var command = ProfileCommand.newBuilder()
                .setTenant(key.tenant())
                .setProfileId(key.own())
                .setRebuild(wish);
        work.forward(key.text(), command.build().toByteArray(), SegmentTopology.COMMANDS);
    }

    void take(RecordKey key, Rebuild rebuild) {
        var posts = signposts.of(key);
        if (rebuild.hasWanted() || posts.awaited() != rebuild.getGraphNumber()) {
            return;
        }
        for (var event : rebuild.getEventsList()) {
            // A second answer may arrive while the first is being applied.
            if (!store.wasTaken(key, event.getEvent().getMessageId(), rebuild.getGraphNumber())) {
                store.keep(key, event);
            }
        }
        if (rebuild.getComplete() && open.coming(key).isEmpty()) {
            long since = open.waiting(key.text()).map(Waiting::since).orElseGet(work::realNow);
            open.put(
                    key, new Coming(since, "", rebuild.toBuilder().clearEvents().build()));
            step(key, AT_ONCE);
        }
    }

    /** Whatever is kept of an erased profile goes, in pieces too. */
    void forget(RecordKey key) {
        open.put(key, new Coming(work.realNow(), "", Rebuild.getDefaultInstance()));
        step(key, AT_ONCE);
    }

    /** Takes the next piece of what is kept of a profile whose past has come; returns how many entries it took. */
    int step(RecordKey key, int most) {
        var posts = signposts.of(key);
        if (posts.isErased()) {
            int forgotten = store.forget(key, most);
            if (forgotten < most) {
                open.close(key);
            }
            return forgotten;
        }
        int taken = posts.awaited() == 0
                ? 0
                : open.coming(key).map(it -> apply(key, posts, it, most)).orElse(0);
        if (signposts.of(key).awaited() == 0
                && !store.takeAbsorbed(key, MOST_ABSORBED, it -> absorption.take(key, it))) {
            open.close(key);
        }
        return taken;
    }

    private int apply(RecordKey key, Signposts posts, Coming coming, int most) {
        var past = store.begun(key).orElseGet(() -> new ProfileState(key.tenant(), key.own(), 0));
        var taken = store.takeEvents(
                key, coming.after(), most, posts.awaited(), work.realNow(), it -> apply(key, posts, past, it));
        if (taken.last().isEmpty() && coming.after().isEmpty()) {
            finish(key, posts, past, coming.rebuild().getAbsorbedList());
        } else {
            // At the end of a pass another begins: events may have arrived that stand before those that were taken.
            store.begin(key, past.encode(work.view(key.tenant()).days()));
            open.put(key, new Coming(coming.since(), taken.last(), coming.rebuild()));
        }
        return taken.events();
    }

    /** Whether the event became the profile's. */
    private boolean apply(RecordKey key, Signposts posts, ProfileState past, ResolvedEvent event) {
        boolean goes = passOn(key, posts, event);
        if (!goes) {
            var days = work.view(key.tenant()).days();
            reader.read(Wire.call(event.getEvent())).ifPresent(it -> past.apply(it, days, work.now()));
        }
        return !goes;
    }

    private void finish(RecordKey key, Signposts posts, ProfileState past, List<String> absorbed) {
        var days = work.view(key.tenant()).days();
        var state = work.open(key, posts);
        store.endBegun(key);
        posts.mergeThatEnded()
                .ifPresentOrElse(
                        merge -> {
                            state.remember(past, absorbed, days, work.now());
                            handOver(key, posts, state, merge);
                        },
                        () -> {
                            signposts.put(key, posts.settled(0));
                            work.replace(
                                    state,
                                    it -> it.remember(past, absorbed, days, work.now()),
                                    (evaluator, it, now) -> evaluator.restated(it, now, new Cause.Split()));
                        });
    }

    /** The merge that came before the past: only now is there somebody to be absorbed. */
    private void handOver(RecordKey key, Signposts posts, ProfileState state, Signpost.MergedInto merge) {
        absorption.send(merge.survivor(), state, merge.graphNumber());
        work.end(state, new Cause.Merged(merge.survivor()));
        signposts.put(key, posts.settled(state.stateVersion()));
    }

    /** Whether the event is somebody else's by now: the part was taken apart again while its past was read. */
    private boolean passOn(RecordKey key, Signposts posts, ResolvedEvent event) {
        return switch (posts.follow(key.own(), event.getGraphNumber(), Wire.digests(event))) {
            case Route.Forward forward -> {
                boolean stays = posts.mergeThatEnded()
                        .filter(it -> it.graphNumber() == forward.graphNumber())
                        .isPresent();
                if (!stays) {
                    work.route(key.tenant(), event, posts, forward);
                }
                yield !stays;
            }
            case Route.Drop drop -> true;
            case Route.Stay stay -> false;
        };
    }
}
