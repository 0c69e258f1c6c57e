package io.tributary.ingestion.plan;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of plans with all their versions. Every call names its tenant; what another tenant has is not there. */
public interface TrackingPlans {

    /** What storing a plan gave. */
    sealed interface Stored {

        record Done(TrackingPlan plan) implements Stored {}

        record NotFound() implements Stored {}

        /** The change did not start from the latest version. */
        record Stale(int version) implements Stored {}

        /** Another enabled plan judges one of its sources, or all others like it. */
        record Overlapping(String planId) implements Stored {}

        /** The tenant, or the installation, keeps as many as it may. */
        record Full(String limit) implements Stored {}
    }

    /** The latest version of every enabled plan of every tenant, for the index at start. */
    Flux<TrackingPlan> enabled();

    /** The latest versions of at most {@code limit} plans of the tenant by id, after {@code after}. */
    Flux<TrackingPlan> list(String tenant, String after, int limit);

    /** The latest version. */
    Mono<TrackingPlan> find(String tenant, String id);

    /** That version, however old. */
    Mono<TrackingPlan> find(String tenant, String id, int version);

    /** Stores the first version of a new plan. */
    Mono<Stored> add(TrackingPlan plan);

    /** Stores a plan's next version; {@code plan} carries the number of that next one. */
    Mono<Stored> change(TrackingPlan plan);

    /** Plans whose latest version was not announced yet, at most {@code limit}. */
    Flux<TrackingPlan> unannounced(int limit);

    /** Remembers that this version was announced. */
    Mono<Void> announced(TrackingPlan plan);
}
