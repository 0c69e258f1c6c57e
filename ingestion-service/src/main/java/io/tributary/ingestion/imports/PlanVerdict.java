package io.tributary.ingestion.imports;

import io.tributary.ingestion.mapping.MappingProblem;
import java.util.List;

/** Whether a file can be imported as the caller wants it. */
public sealed interface PlanVerdict {

    record Planned(FileReading reading) implements PlanVerdict {}

    /** The file or what was said about it has to be changed; at least one problem, with pointers into the request. */
    record Refused(List<MappingProblem> problems) implements PlanVerdict {

        public Refused {
            problems = List.copyOf(problems);
        }

        static Refused of(String pointer, String rule, String message) {
            return new Refused(List.of(new MappingProblem(pointer, rule, message)));
        }
    }
}
