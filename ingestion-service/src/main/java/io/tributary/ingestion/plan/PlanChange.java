package io.tributary.ingestion.plan;

import io.tributary.ingestion.plan.schema.PlanProblem;
import java.util.List;

/** What came of writing a plan. */
public sealed interface PlanChange {

    record Done(TrackingPlan plan) implements PlanChange {}

    record Invalid(List<PlanProblem> problems) implements PlanChange {}

    record NotFound() implements PlanChange {}

    /** The change started from another version than the latest, which is this one. */
    record Stale(int version) implements PlanChange {}

    /** An enabled plan judges the same source already. */
    record Overlapping(String planId) implements PlanChange {}

    /** As many plans are kept as may be; the limit in words. */
    record Full(String limit) implements PlanChange {}
}
