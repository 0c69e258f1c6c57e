package io.tributary.ingestion.violation;

import io.tributary.ingestion.plan.PlanAction;

/**
 * What is counted as the same thing.
 *
 * @param event the event's name or the type of call, at most {@link #MAX_TEXT} characters
 * @param property the path, at most {@link #MAX_TEXT} characters; empty for the event as a whole
 * @param rule the schema's keyword, or one of the plan's own
 */
public record ViolationKey(
        PlanVersion plan, String sourceId, String event, String property, String rule, PlanAction action) {

    public static final int MAX_TEXT = 200;

    /** Where everything is counted that is too much to be told apart. */
    public static final String OVERFLOW = "overflow";

    /** A version of a tenant's plan. */
    public record PlanVersion(String tenant, String planId, int version) {}

    public ViolationKey {
        event = bounded(event);
        property = bounded(property);
    }

    static ViolationKey overflow(PlanVersion plan) {
        return new ViolationKey(plan, "", "", "", OVERFLOW, PlanAction.ALLOW);
    }

    public boolean isOverflow() {
        return rule.equals(OVERFLOW);
    }

    private static String bounded(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        // Not in the middle of a character.
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
        return text.substring(0, end) + '…';
    }
}
