package io.tributary.segment.preview;

import io.tributary.segment.membership.PossibleTruth;
import io.tributary.segment.preview.People.Count;
import io.tributary.segment.preview.Preview.Neighbour;
import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.rule.Condition;
import java.util.ArrayList;
import java.util.List;

/** Decides what to look at before a rule is published: what it can never or always be, how many it selects, whom it repeats. */
final class Warnings {

    private static final long SMALL = 100;
    private static final double BROAD = 0.5;
    private static final double SAME = 0.95;

    private static final Warning CONTRADICTORY = new Warning(
            "contradictory",
            "Nobody can fulfil the rule: its conditions exclude each other, or ask for a segment that is not published.");
    private static final Warning ALWAYS_TRUE =
            new Warning("always-true", "Everybody fulfils the rule, whatever they are and do.");
    private static final Warning ONLY_LISTS = new Warning(
            "contradictory-unless-list",
            "Only who has several values in one trait can fulfil the rule; say any instead of all?");
    private static final Warning NOBODY = new Warning("nobody", "The rule selects nobody.");
    private static final Warning EVERYBODY = new Warning("everybody", "The rule selects everybody.");
    private static final Warning FEW =
            new Warning("small", "Platforms refuse or hide audiences below " + SMALL + " people.");
    private static final Warning MANY = new Warning("broad", "The rule selects more than half of all people.");

    private Warnings() {}

    static List<Warning> of(Condition rule, Count count, long everybody, List<Neighbour> neighbours) {
        var warnings = new ArrayList<>(ofRule(rule));
        warnings.addAll(ofSize(count.count(), everybody));
        neighbours.stream()
                .filter(it -> it.overlap().jaccard() >= SAME)
                .map(it -> new Warning("same-people", "The segment " + it.key() + " has nearly the same people."))
                .forEach(warnings::add);
        if (count.overflowing() > 0) {
            warnings.add(new Warning(
                    "overflowing", count.overflowing() + " of these profiles have given up detail of their history."));
        }
        return List.copyOf(warnings);
    }

    private static List<Warning> ofRule(Condition rule) {
        var possible = PossibleTruth.of(rule);
        if (!possible.canHold()) {
            return List.of(CONTRADICTORY);
        }
        if (!possible.canFail()) {
            return List.of(ALWAYS_TRUE);
        }
        return PossibleTruth.withoutLists(rule).canHold() ? List.of() : List.of(ONLY_LISTS);
    }

    private static List<Warning> ofSize(long count, long everybody) {
        if (count == 0) {
            return List.of(NOBODY);
        }
        return count == everybody ? List.of(EVERYBODY) : ofPart(count < SMALL, count > everybody * BROAD);
    }

    private static List<Warning> ofPart(boolean few, boolean many) {
        if (few) {
            return many ? List.of(FEW, MANY) : List.of(FEW);
        }
        return many ? List.of(MANY) : List.of();
    }
}
