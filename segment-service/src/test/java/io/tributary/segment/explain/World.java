package io.tributary.segment.explain;

import io.tributary.segment.membership.NaiveEvaluator;
import io.tributary.segment.membership.RawEvent;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A person's raw history, to which the steps of a change are added as if they happened; judged by the naive reading. */
record World(List<RawEvent> history, NaiveEvaluator.Person person, Map<String, Condition> rules, ZoneId zone) {

    boolean holds(Condition rule, Instant at) {
        return new NaiveEvaluator(history, person, rules, zone, at.toEpochMilli()).holds(rule);
    }

    /** After the steps, begun then. */
    World after(List<Step> steps, Instant begun) {
        var world = this;
        for (var step : steps) {
            world = world.after(step, new Change(steps, begun, begun, null));
        }
        return world;
    }

    private World after(Step step, Change change) {
        return switch (step) {
            case Step.Happens event -> happening(event, change.when(event, zone).getEpochSecond());
            case Step.TraitBecomes(var name, var value, var words) -> {
                var traits = new TreeMap<>(person.traits());
                if (value == null) {
                    traits.remove(name);
                } else {
                    traits.put(name, value);
                }
                yield being(new NaiveEvaluator.Person(
                        traits, person.consents(), person.namespaces(), person.channels(), person.scores()));
            }
            case Step.ConsentBecomes(var purpose, var granted) -> {
                var consents = new TreeMap<>(person.consents());
                consents.put(purpose, granted);
                yield being(new NaiveEvaluator.Person(
                        person.traits(), consents, person.namespaces(), person.channels(), person.scores()));
            }
            case Step.IdentifierBecomes(var namespace, var known) ->
                being(new NaiveEvaluator.Person(
                        person.traits(),
                        person.consents(),
                        with(person.namespaces(), namespace, known),
                        person.channels(),
                        person.scores()));
            case Step.ReachBecomes(var channel, var reachable) ->
                being(new NaiveEvaluator.Person(
                        person.traits(),
                        person.consents(),
                        person.namespaces(),
                        with(person.channels(), channel, reachable),
                        person.scores()));
            case Step.ScoreBecomes(var name, var value, var words) -> {
                var scores = new TreeMap<>(person.scores());
                scores.put(name, value);
                yield being(new NaiveEvaluator.Person(
                        person.traits(), person.consents(), person.namespaces(), person.channels(), scores));
            }
        };
    }

    World happening(Step.Happens event, long second) {
        var more = new ArrayList<>(history);
        for (int i = 0; i < event.times(); i++) {
            more.add(new RawEvent(event.event(), second, "supposed " + more.size(), event.properties()));
        }
        return new World(more, person, rules, zone);
    }

    /** With an event of the history's own making. */
    World happening(String event, long second, Map<String, List<Value>> properties) {
        var more = new ArrayList<>(history);
        more.add(new RawEvent(event, second, "supposed", properties));
        return new World(more, person, rules, zone);
    }

    private World being(NaiveEvaluator.Person other) {
        return new World(history, other, rules, zone);
    }

    private static Set<String> with(Set<String> all, String one, boolean there) {
        var some = new TreeSet<>(all);
        if (there) {
            some.add(one);
        } else {
            some.remove(one);
        }
        return some;
    }
}
