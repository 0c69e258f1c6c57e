package io.tributary.segment.explain;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.KnownPerson;
import io.tributary.segment.feature.Reach;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.feature.Sum;
import io.tributary.segment.feature.TraitValue;
import io.tributary.segment.rule.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A person as it is, or would be after some steps. Never changed once made. */
record Supposed(
        NavigableMap<String, TraitValue> traits,
        List<Identifier> identifiers,
        NavigableMap<String, Boolean> consents,
        NavigableMap<String, Reach> reachability,
        NavigableMap<String, Double> scores,
        Activity activity)
        implements KnownPerson {

    /** As it is, having done this. */
    static Supposed of(KnownPerson person, Activity activity) {
        return new Supposed(
                person.traits(),
                person.identifiers(),
                person.consents(),
                person.reachability(),
                person.scores(),
                activity);
    }

    /** The person after these steps, begun at a second. */
    Supposed after(List<Step> steps, Beginning beginning) {
        var person = this;
        for (var step : steps) {
            person = person.after(step, beginning);
        }
        return person;
    }

    private Supposed after(Step step, Beginning beginning) {
        return switch (step) {
            case Step.Happens event -> doing(activity.and(facts(event, beginning.secondOf(event)), event.times()));
            case Step.TraitBecomes(var name, var value, var words) ->
                new Supposed(
                        with(traits, name, new TraitValue(value, beginning.second(), SourceRank.EQUAL, "")),
                        identifiers,
                        consents,
                        reachability,
                        scores,
                        activity);
            case Step.ConsentBecomes(var purpose, var granted) ->
                new Supposed(traits, identifiers, with(consents, purpose, granted), reachability, scores, activity);
            case Step.IdentifierBecomes(var namespace, var known) ->
                new Supposed(traits, identified(namespace, known), consents, reachability, scores, activity);
            case Step.ReachBecomes(var channel, var reachable) ->
                new Supposed(
                        traits,
                        identifiers,
                        consents,
                        with(reachability, channel, new Reach(reachable, "")),
                        scores,
                        activity);
            case Step.ScoreBecomes(var name, var value, var words) ->
                new Supposed(traits, identifiers, consents, reachability, with(scores, name, value), activity);
        };
    }

    private Supposed doing(Activity more) {
        return new Supposed(traits, identifiers, consents, reachability, scores, more);
    }

    private List<Identifier> identified(String namespace, boolean known) {
        var others = identifiers.stream().filter(it -> !it.namespace().equals(namespace));
        return known
                ? Stream.concat(others, Stream.of(new Identifier(namespace, "")))
                        .toList()
                : others.toList();
    }

    private static EventFacts facts(Step.Happens event, long second) {
        var properties = new TreeMap<>(event.properties());
        FactsReader.nameTheMoney(properties);
        var sums = new TreeMap<String, Sum>();
        properties.forEach((property, values) -> {
            for (var value : values) {
                if (value instanceof Value.Numeric(var number)) {
                    sums.merge(property, Sum.of(number), Sum::plus);
                }
            }
        });
        return new EventFacts(
                event.event(),
                second,
                "",
                SourceRank.EQUAL,
                properties,
                Collections.unmodifiableNavigableMap(sums),
                List.of());
    }

    private static <V> NavigableMap<String, V> with(Map<String, V> all, String name, V value) {
        var more = new TreeMap<>(all);
        more.put(name, value);
        return more;
    }
}
