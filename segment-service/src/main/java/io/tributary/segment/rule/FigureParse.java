package io.tributary.segment.rule;

import java.util.List;

/** What came of reading a measure that is compared with nothing: the measure, or everything that is wrong with it. */
public sealed interface FigureParse {

    /** It could be read; its limits are not checked yet. */
    record Parsed(Figure figure) implements FigureParse {}

    /** It could not be read; at least one error. */
    record Invalid(List<RuleError> errors) implements FigureParse {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }
}
