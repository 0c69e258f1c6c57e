package io.tributary.segment.registry;

import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that leave nobody out and nobody in two stages: each holds for those whom no stage before it took. What a stage's
 * author wrote can be read back from them, so it is stored once.
 */
public final class StageRules {

    private StageRules() {}

    /** One rule more than there are own ones: the last stage takes everybody else. */
    public static List<Condition> exclusive(List<Condition> own) {
        var rules = new ArrayList<Condition>();
        for (int i = 0; i < own.size(); i++) {
            var rule = Canonical.of(own.get(i));
            rules.add(i == 0 ? rule : Canonical.of(new Condition.All(List.of(noneOf(own.subList(0, i)), rule))));
        }
        rules.add(noneOf(own));
        return rules;
    }

    /** The own rule, in canonical form, of the stage at that place, which is not the last. */
    public static Condition own(int place, Condition exclusive) {
        if (place == 0) {
            return exclusive;
        }
        return exclusive instanceof Condition.All(var parts)
                ? Canonical.of(new Condition.All(parts.subList(1, parts.size())))
                : new Condition.All(List.of());
    }

    private static Condition noneOf(List<Condition> rules) {
        return Canonical.of(new Condition.Not(new Condition.Any(rules)));
    }
}
