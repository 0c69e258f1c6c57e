package io.tributary.segment.registry;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleError;
import io.tributary.segment.rule.RuleSize;
import java.util.List;
import java.util.Optional;

/** Keeps rules from becoming too large by the segments that they refer to. */
public final class InlinedSize {

    /** A question to the index is made of no more. */
    public static final int MOST_NODES = 20_000;

    private final Registry registry;

    InlinedSize(Registry registry) {
        this.registry = registry;
    }

    /** What keeps the rule from being saved; empty when it may. The rule's references form no circle. */
    List<RuleError> check(Condition rule) {
        return new RuleSize(this::rule, MOST_NODES + 1).of(rule) <= MOST_NODES
                ? List.of()
                : List.of(new RuleError(
                        "",
                        -1,
                        "too-many-nodes",
                        "with the rules of the segments that it refers to, the rule has more than " + MOST_NODES
                                + " nodes",
                        "refer to each segment once"));
    }

    private Optional<Condition> rule(String key) {
        return Optional.ofNullable(registry.find(key)).map(segment -> {
            var published = segment.published();
            return (published == null ? segment.latest() : published).rule();
        });
    }
}
