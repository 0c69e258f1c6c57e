package io.tributary.ingestion.mapping;

import java.util.List;

/** What reading or guessing a mapping came to. */
public sealed interface MappingVerdict {

    record Good(ColumnMapping mapping) implements MappingVerdict {}

    /** At least one problem; all that were found. */
    record Bad(List<MappingProblem> problems) implements MappingVerdict {

        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
