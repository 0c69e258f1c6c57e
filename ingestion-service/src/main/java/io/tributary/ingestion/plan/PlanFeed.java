package io.tributary.ingestion.plan;

import reactor.core.publisher.Mono;

/** Tells every instance about a plan. Idempotent: the whole state under the plan's key. */
public interface PlanFeed {

    /** Completes when the log has it. */
    Mono<Void> announce(TrackingPlan plan);
}
