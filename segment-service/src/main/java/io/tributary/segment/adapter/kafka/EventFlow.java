package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reassign;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signposts;

/** Applies events to their profile, or sends them where the profile's signposts point. */
final class EventFlow {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final RebuildStore rebuilds;
    private final TallyStore counts;
    private final FactsReader reader;

    EventFlow(ProfileWork work, SignpostStore signposts, RebuildStore rebuilds, TallyStore counts, FactsReader reader) {
        this.work = work;
        this.signposts = signposts;
        this.rebuilds = rebuilds;
        this.counts = counts;
        this.reader = reader;
    }

    /** Returns whether the event could be read. */
    boolean take(RecordKey key, ResolvedEvent event) {
        var posts = signposts.of(key);
        return switch (posts.follow(key.own(), event.getGraphNumber(), Wire.digests(event))) {
            case Route.Stay stay -> keepHere(key, posts, event);
            case Route.Forward forward -> {
                if (goesWithThePast(key, posts, event, forward)) {
                    yield keepHere(key, posts, event);
                }
                work.route(key.tenant(), event, posts, forward);
                yield true;
            }
            case Route.Drop drop -> {
                counts.add(key.tenant(), Tally.DROPPED);
                sendToIndex(key, event, true);
                yield true;
            }
        };
    }

    /** A profile that is merged before its past has come takes its events along with the past, so that each is there once. */
    private boolean goesWithThePast(RecordKey key, Signposts posts, ResolvedEvent event, Route.Forward forward) {
        if (!posts.isMerge(forward.graphNumber())) {
            return false;
        }
        boolean hasGone =
                posts.wasSplit() && rebuilds.wasTaken(key, event.getEvent().getMessageId());
        return hasGone || (posts.mergesWithItsPast() && isLast(posts, forward));
    }

    private static boolean isLast(Signposts posts, Route.Forward forward) {
        return posts.posts().getLast().graphNumber() == forward.graphNumber();
    }

    private boolean keepHere(RecordKey key, Signposts posts, ResolvedEvent event) {
        tellIndex(key, event);
        var facts = reader.read(Wire.call(event.getEvent()));
        counts.add(key.tenant(), facts.isPresent() ? Tally.APPLIED : Tally.DROPPED);
        facts.ifPresent(it -> apply(key, posts, event, it));
        return facts.isPresent();
    }

    /**
     * An event that a past held is not applied twice: even while another past is being read, because the index that held
     * it once holds it still. One of a profile whose past is being read waits for it.
     */
    private void apply(RecordKey key, Signposts posts, ResolvedEvent event, EventFacts facts) {
        if (posts.wasSplit() && rebuilds.wasTaken(key, facts.messageId())) {
            return;
        }
        if (posts.awaitsPast()) {
            rebuilds.keep(key, event);
        } else {
            apply(key, posts, facts);
        }
    }

    private void apply(RecordKey key, Signposts posts, EventFacts facts) {
        var days = work.view(key.tenant()).days();
        work.change(
                work.open(key, posts),
                state -> state.apply(facts, days, work.now()),
                (evaluator, state, now) -> evaluator.readersOf(facts, state, now, new Cause.Event(facts.messageId())));
    }

    /** The event index was told the profile that the event was resolved to. */
    private void tellIndex(RecordKey key, ResolvedEvent event) {
        if (event.getFollowedSplit()) {
            sendToIndex(key, event, false);
        }
    }

    private void sendToIndex(RecordKey key, ResolvedEvent event, boolean erased) {
        var command = ProfileCommand.newBuilder()
                .setTenant(key.tenant())
                .setProfileId(key.own())
                .setReassign(Reassign.newBuilder()
                        .addMessageIds(event.getEvent().getMessageId())
                        .setErased(erased))
                .build();
        work.forward(key.text(), command.toByteArray(), SegmentTopology.COMMANDS);
    }
}
