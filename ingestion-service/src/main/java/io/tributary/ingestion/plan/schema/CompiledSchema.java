package io.tributary.ingestion.plan.schema;

import io.tributary.ingestion.event.JsonBytes;

/** A schema ready to judge by. Safe for use by many threads; the work is bounded by the bounds of the schema. */
@FunctionalInterface
public interface CompiledSchema {

    /** Judges one JSON object of one event. */
    Checked check(JsonBytes object);
}
