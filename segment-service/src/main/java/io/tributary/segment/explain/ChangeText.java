package io.tributary.segment.explain;

import io.tributary.segment.list.ListRule;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Says in words what would have to be done. Times are local, with their offset. */
public final class ChangeText {

    private final ZoneId zone;

    public ChangeText(ZoneId zone) {
        this.zone = zone;
    }

    /** Such as {@code one more "Order Completed" before 2011-12-03T00:00:00Z}. */
    public String of(Change change) {
        var text = new StringBuilder(String.join(" and ", phrases(change.steps())));
        if (change.before() != null) {
            text.append(" before ").append(local(change.before()));
        }
        if (change.at().isAfter(change.done(zone))) {
            text.append(", which counts from ").append(local(change.at()));
        }
        return text.toString();
    }

    /** An instant as the tenant's clocks show it. */
    public String local(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    /** Of one step. */
    public String of(Step step) {
        return switch (step) {
            case Step.Happens event -> events(List.of(event));
            case Step.TraitBecomes(var name, var value, var words) -> "trait " + name + " becomes " + words;
            case Step.ConsentBecomes(var purpose, var granted) ->
                "consent " + purpose + " is " + (granted ? "granted" : "denied");
            case Step.IdentifierBecomes(var namespace, var known) ->
                known ? "an identifier " + namespace + " becomes known" : "no identifier " + namespace + " is known";
            case Step.ReachBecomes(var channel, var reachable) ->
                (reachable ? "reachable by " : "no longer reachable by ") + channel;
            case Step.ScoreBecomes(var name, var value, var words) ->
                ListRule.isMark(name)
                        ? (value == ListRule.value(true) ? "put on the list " : "taken off the list ")
                                + ListRule.segmentKey(name)
                        : "score " + name + " becomes " + words;
        };
    }

    /** Events that differ only in what is invented, and in the day, are said once; those of an order one behind the other. */
    private List<String> phrases(List<Step> steps) {
        var alike = new LinkedHashMap<Object, List<Step.Happens>>();
        var phrases = new ArrayList<String>();
        for (var step : steps) {
            if (step instanceof Step.Happens event) {
                alike.computeIfAbsent(
                                List.of(event.asked(), event.detail(), event.secondsLater()), it -> new ArrayList<>())
                        .add(event);
            } else {
                phrases.add(of(step));
            }
        }
        for (var events : alike.values()) {
            boolean then = events.getFirst().secondsLater() > 0 && !phrases.isEmpty();
            phrases.add(then ? phrases.removeLast() + " then " + events(events) : events(events));
        }
        return phrases;
    }

    private static String events(List<Step.Happens> alike) {
        var first = alike.getFirst();
        int times = alike.stream().mapToInt(Step.Happens::times).sum();
        return (times == 1 ? "one" : Integer.toString(times))
                + " more "
                + RuleText.print(first.asked())
                + (first.detail().isEmpty() ? "" : " " + first.detail())
                + days(alike);
    }

    private static String days(List<Step.Happens> alike) {
        boolean later = alike.stream().anyMatch(it -> it.daysLater() > 0);
        return later ? alike.size() > 1 ? ", each on another day" : " on another day" : "";
    }
}
