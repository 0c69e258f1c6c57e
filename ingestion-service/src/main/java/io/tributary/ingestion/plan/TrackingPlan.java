package io.tributary.ingestion.plan;

import java.time.Instant;

/**
 * One version of a tracking plan.
 *
 * @param version rises by one with every change; an older one never replaces a newer one
 * @param rules JSON, as {@link PlanRules} reads it
 * @param writtenAt real time
 */
public record TrackingPlan(
        String tenant, String id, int version, PlanSettings settings, String rules, Instant writtenAt) {}
