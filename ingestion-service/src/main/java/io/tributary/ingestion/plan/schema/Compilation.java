package io.tributary.ingestion.plan.schema;

import java.util.List;

/** What came of compiling a schema. */
public sealed interface Compilation {

    record Compiled(CompiledSchema schema) implements Compilation {}

    /** It is no schema that is judged by here; pointers start at the schema. */
    record Refused(List<PlanProblem> problems) implements Compilation {}
}
