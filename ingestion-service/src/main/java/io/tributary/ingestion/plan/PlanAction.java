package io.tributary.ingestion.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of an event, or of a property, that a plan does not expect. Ordered from lenient to strict. */
public enum PlanAction {
    /** Accepted; only counted. */
    ALLOW,
    /** Accepted; recorded with samples. */
    WARN,
    /** Accepted without the property in question; recorded with samples. */
    OMIT,
    /** Refused: a bad row of kind {@code plan-violation}; recorded with samples. */
    BLOCK;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of that name; null when there is none. */
    public static @Nullable PlanAction named(String wireName) {
        for (var action : values()) {
            if (action.wireName().equals(wireName)) {
                return action;
            }
        }
        return null;
    }
}
