package io.tributary.segment.adapter.http;

import io.tributary.segment.explain.Change;
import io.tributary.segment.explain.ChangeText;
import io.tributary.segment.explain.Step;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing that would have to happen. {@code kind} tells which members there are. */
sealed interface StepAnswer {

    String kind();

    /** The same in words. */
    String text();

    /**
     * An event.
     *
     * @param properties by flattened name: a value, or a list of the different values of an array
     * @param at when it is supposed to happen, if the change begins at the next second
     */
    record Event(String kind, String text, String event, Map<String, Object> properties, int times, Instant at)
            implements StepAnswer {}

    /** A trait is said to be that; to be nothing when the value is null. */
    record Trait(
            String kind, String text, String name, @Nullable Object value) implements StepAnswer {}

    /** The person grants or denies a purpose; {@code is} says which. */
    record Consent(String kind, String text, String purpose, String is) implements StepAnswer {}

    record Identifier(String kind, String text, String namespace, boolean known) implements StepAnswer {}

    record Reach(String kind, String text, String channel, boolean reachable) implements StepAnswer {}

    /** The person is put on an uploaded list, or taken off it. */
    record Listed(String kind, String text, String segment, boolean listed) implements StepAnswer {}

    record Score(String kind, String text, String name, double value) implements StepAnswer {}

    static StepAnswer of(Step step, Change change, ZoneId zone) {
        var text = new ChangeText(zone).of(step);
        return switch (step) {
            case Step.Happens it ->
                new Event("event", text, it.event(), plain(it.properties()), it.times(), change.when(it, zone));
            case Step.TraitBecomes(var name, var value, var words) ->
                new Trait("trait", text, name, value == null ? null : value.plain());
            case Step.ConsentBecomes(var purpose, var granted) ->
                new Consent("consent", text, purpose, granted ? "granted" : "denied");
            case Step.IdentifierBecomes(var namespace, var known) ->
                new Identifier("identifier", text, namespace, known);
            case Step.ReachBecomes(var channel, var reachable) -> new Reach("reach", text, channel, reachable);
            case Step.ScoreBecomes(var name, var value, var words)
            when ListRule.isMark(name) ->
                new Listed("list", text, ListRule.segmentKey(name), value == ListRule.value(true));
            case Step.ScoreBecomes(var name, var value, var words) -> new Score("score", text, name, value);
        };
    }

    private static Map<String, Object> plain(Map<String, List<Value>> properties) {
        var plain = new TreeMap<String, Object>();
        properties.forEach((name, values) -> plain.put(
                name,
                values.size() == 1
                        ? values.getFirst().plain()
                        : values.stream().map(Value::plain).toList()));
        return plain;
    }
}
