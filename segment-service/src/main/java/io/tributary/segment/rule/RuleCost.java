package io.tributary.segment.rule;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule costs, as far as its words tell.
 *
 * @param nodes conditions and tests of properties, of the 200 that a rule may have
 * @param leaves conditions that are judged
 * @param events whose coming lets the topology judge somebody anew
 * @param share of all events that came so far which were these, 0 to 1; not a number while none is known
 * @param oneByOne whether a preview decodes people one by one because a query cannot tell, or only for some of them
 */
public record RuleCost(int nodes, int leaves, Set<String> events, double share, boolean oneByOne) {

    /** Of a rule without the names of computed traits. */
    public static RuleCost of(Condition rule, Vocabulary vocabulary) {
        var count = new Count();
        count.visit(rule);
        var all = vocabulary.events().known();
        double total =
                all.values().stream().mapToDouble(Vocabulary.Known::count).sum();
        double read = count.events.stream()
                .map(all::get)
                .mapToDouble(it -> it == null ? 0 : it.count())
                .sum();
        return new RuleCost(RuleLimits.nodes(rule), count.leaves.size(), count.events, read / total, count.oneByOne);
    }

    private static final class Count {

        private final Set<Condition> leaves = new HashSet<>();
        private final Set<String> events = new TreeSet<>();
        private boolean oneByOne;

        void visit(Condition rule) {
            switch (rule) {
                case Condition.All(var parts) -> parts.forEach(this::visit);
                case Condition.Any(var parts) -> parts.forEach(this::visit);
                case Condition.Not(var part) -> visit(part);
                case Condition.EventMeasure leaf -> {
                    leaf(leaf, measureNeedsPeople(leaf));
                    event(leaf.event());
                }
                case Condition.FirstEvent leaf -> {
                    leaf(leaf, !leaf.event().takesAll());
                    event(leaf.event());
                }
                case Condition.LatestEvent leaf -> {
                    leaf(leaf, !leaf.event().takesAll());
                    event(leaf.event());
                }
                case Condition.Sequence leaf -> {
                    leaf(leaf, true);
                    leaf.steps().forEach(this::event);
                }
                case Condition.NotFollowedBy leaf -> {
                    leaf(leaf, true);
                    event(leaf.first());
                    event(leaf.then());
                }
                case Condition.TraitMoving _, Condition.TraitAge _ -> leaf(rule, true);
                case Condition.TraitTest _, Condition.SegmentRef _, Condition.ScoreTest _ -> leaf(rule, false);
                case Condition.ConsentTest _, Condition.HasIdentifier _, Condition.ReachableBy _ -> leaf(rule, false);
            }
        }

        private void leaf(Condition leaf, boolean needsPeople) {
            leaves.add(leaf);
            oneByOne |= needsPeople;
        }

        private void event(EventFilter filter) {
            events.add(filter.event());
        }

        private static boolean measureNeedsPeople(Condition.EventMeasure leaf) {
            return switch (leaf.measure()) {
                case Measure.Count() -> false;
                case Measure.Sum _, Measure.Days(), Measure.Distinct _ -> true;
                case Measure.Avg _, Measure.Min _, Measure.Max _ -> true;
            };
        }
    }
}
