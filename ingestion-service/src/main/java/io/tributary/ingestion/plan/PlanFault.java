package io.tributary.ingestion.plan;

/**
 * What one event did against its plan. Names only: no value of the event is in it.
 *
 * @param property the path in properties or traits; empty for the event as a whole
 * @param rule the schema's keyword, or {@link #UNPLANNED_EVENT} or {@link #UNPLANNED_PROPERTY}
 * @param action what became of it
 * @param found the JSON type of what was there
 */
public record PlanFault(String property, String rule, PlanAction action, String found) {

    public static final String UNPLANNED_EVENT = "unplanned-event";
    public static final String UNPLANNED_PROPERTY = "unplanned-property";
}
