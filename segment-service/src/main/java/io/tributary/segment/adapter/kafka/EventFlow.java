package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.Feature;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import io.tributary.segment.redirect.Signposts;
import java.util.ArrayList;
import java.util.List;

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
            case Route.Stay stay -> {
                var facts = reader.read(Wire.call(event.getEvent()));
                counts.add(key.tenant(), facts.isPresent() ? Tally.APPLIED : Tally.DROPPED);
                facts.ifPresent(it -> apply(key, posts, event, it));
                yield facts.isPresent();
            }
            case Route.Forward forward -> {
                work.route(key.tenant(), event, forward);
                yield true;
            }
            case Route.Drop drop -> {
                counts.add(key.tenant(), Tally.DROPPED);
                yield true;
            }
        };
    }

    /** An event of a profile whose past is being read waits for it; one that the past held already is not applied twice. */
    private void apply(RecordKey key, Signposts posts, ResolvedEvent event, EventFacts facts) {
        if (posts.awaitsPast()) {
            rebuilds.keep(key, event);
        } else if (!posts.wasSplit() || !rebuilds.wasTaken(key, facts.messageId())) {
            apply(key, posts, facts);
        }
    }

    private void apply(RecordKey key, Signposts posts, EventFacts facts) {
        var days = work.view(key.tenant()).days();
        work.change(
                work.open(key, posts),
                state -> state.apply(facts, days, work.now()),
                (evaluator, state, now) ->
                        evaluator.readersOf(features(facts), state, now, new Cause.Event(facts.messageId())));
    }

    private static List<Feature> features(EventFacts facts) {
        var features = new ArrayList<Feature>();
        if (!facts.event().isEmpty()) {
            features.add(Feature.event(facts.event()));
        }
        facts.traits().forEach(it -> features.add(Feature.trait(it.name())));
        return features;
    }
}
