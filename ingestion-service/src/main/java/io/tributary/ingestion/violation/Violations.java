package io.tributary.ingestion.violation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of violations. Every read names its tenant; what another tenant has is not there. */
public interface Violations {

    /** How many different ones are kept of a plan, over all of its versions; further ones go into its overflow. */
    int MAX_PER_PLAN = 5_000;

    /**
     * Which are meant; null parts mean all.
     *
     * @param plan of this version only
     */
    record Question(
            ViolationKey.PlanVersion plan,
            @Nullable String sourceId,
            @Nullable String event) {}

    /** Adds counts to what is there. All of them or none. */
    Mono<Void> add(List<Violation> counted);

    /** At most {@code limit} by event, property, rule, action and source, after that position (empty: from the first). */
    Flux<Violation> list(Question question, String after, int limit);

    /** Where a list goes on behind this one. */
    String position(Violation violation);

    /** Deletes what was not seen for that long; returns how many. */
    Mono<Integer> expire(Duration age);
}
