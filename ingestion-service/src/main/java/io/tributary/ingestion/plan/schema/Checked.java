package io.tributary.ingestion.plan.schema;

import java.util.List;
import java.util.Map;

/**
 * What judging an object gave.
 *
 * @param unplanned the members of the object that the schema does not name, with their JSON types
 */
public record Checked(List<SchemaFault> faults, Map<String, String> unplanned) {}
