package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.Feature;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.redirect.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies events to their profile, or sends them where the profile's signposts point. */
final class EventFlow {

    private final ProfileWork work;
    private final SignpostStore signposts;
    private final TallyStore counts;
    private final FactsReader reader;

    EventFlow(ProfileWork work, SignpostStore signposts, TallyStore counts, FactsReader reader) {
        this.work = work;
        this.signposts = signposts;
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
                facts.ifPresent(it -> apply(key, it));
                yield facts.isPresent();
            }
            case Route.Forward(var profileId, var graphNumber) -> {
                var forwarded = event.toBuilder()
                        .setProfileId(profileId)
                        .setGraphNumber(graphNumber)
                        .build();
                var target = new RecordKey(key.tenant(), profileId).text();
                work.forward(target, forwarded.toByteArray(), SegmentTopology.ROUTED);
                yield true;
            }
            case Route.Drop drop -> {
                counts.add(key.tenant(), Tally.DROPPED);
                yield true;
            }
        };
    }

    private void apply(RecordKey key, EventFacts facts) {
        var days = work.view(key.tenant()).days();
        work.change(
                work.open(key, signposts.of(key)),
                state -> state.apply(facts, days, work.now()),
                (evaluator, state, now) ->
                        evaluator.readersOf(features(facts), state, now, new Cause.Event(facts.messageId())));
    }

    /** Replaces what events left behind by the given events. */
    void rebuild(RecordKey key, List<ResolvedEvent> events) {
        var days = work.view(key.tenant()).days();
        var facts = events.stream()
                .map(it -> reader.read(Wire.call(it.getEvent())))
                .flatMap(Optional::stream)
                .toList();
        work.change(
                work.open(key, signposts.of(key)),
                state -> {
                    state.forgetEvents();
                    facts.forEach(it -> state.apply(it, days, work.now()));
                },
                (evaluator, state, now) -> evaluator.restated(state, now, new Cause.Split()));
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
