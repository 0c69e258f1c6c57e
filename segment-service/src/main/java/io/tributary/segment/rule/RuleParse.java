package io.tributary.segment.rule;

import java.util.List;

/** What came of reading a rule: a canonical tree, or everything that is wrong with it. */
public sealed interface RuleParse {

    /** The rule could be read; its limits are not checked yet. */
    record Parsed(Condition condition) implements RuleParse {}

    /** The rule could not be read; at least one error. */
    record Invalid(List<RuleError> errors) implements RuleParse {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }
}
