package io.tributary.ingestion.plan;

import io.tributary.ingestion.event.CallType;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A plan's rules as they are written.
 *
 * @param events by the name of a tracked event
 * @param calls for identify, page, screen and group
 * @param unplannedEvents for tracked events that the plan does not name; never {@link PlanAction#OMIT}
 */
record PlanRules(Map<String, Rule> events, Map<CallType, Rule> calls, PlanAction unplannedEvents) {

    /** As {@link CompiledRule}, with the schema as it is written. */
    record Rule(PlanAction action, PlanAction unplanned, JsonNode schema) {}
}
