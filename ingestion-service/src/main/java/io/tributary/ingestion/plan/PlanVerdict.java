package io.tributary.ingestion.plan;

import io.tributary.ingestion.event.JsonCopy;
import java.util.List;
import java.util.Set;

/** What a plan says about one event. */
public sealed interface PlanVerdict {

    /** What the event did against the plan; empty when nothing. */
    Findings findings();

    /**
     * Everything that a verdict rests on.
     *
     * @param planId the plan that judged
     * @param event the event's name, or the type of a call that has none
     * @param faults at most {@link CompiledPlan#MAX_FAULTS}
     * @param more how many further faults there were
     */
    record Findings(String planId, int version, String event, List<PlanFault> faults, int more) {

        /** Nothing was judged. */
        public static final Findings NONE = new Findings("", 0, "", List.of(), 0);

        public boolean isEmpty() {
            return faults.isEmpty();
        }
    }

    /** Accepted as it is. */
    record Kept(Findings findings) implements PlanVerdict {}

    /**
     * Accepted without some properties.
     *
     * @param omissions leads to them from the object
     * @param members those that are left out as a whole
     */
    record Trimmed(Findings findings, JsonCopy.Guide omissions, Set<String> members) implements PlanVerdict {}

    /**
     * Refused.
     *
     * @param pointer into properties or traits, empty for the event as a whole
     * @param rule the first rule that blocks
     */
    record Blocked(Findings findings, String pointer, String rule) implements PlanVerdict {}
}
