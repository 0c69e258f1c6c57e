package io.tributary.ingestion.plan;

import io.tributary.ingestion.plan.schema.CompiledSchema;

/**
 * What a plan says about one event or one type of call.
 *
 * @param action for what the schema does not allow
 * @param unplanned for members that the schema does not name
 */
record CompiledRule(PlanAction action, PlanAction unplanned, CompiledSchema schema) {}
