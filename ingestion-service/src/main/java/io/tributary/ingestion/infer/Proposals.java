package io.tributary.ingestion.infer;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** The store of what inference jobs gave. Every read names its tenant; what another tenant has is not there. */
public interface Proposals {

    /** Keeps a job's result as JSON; a second one replaces it. */
    Mono<Void> keep(String tenant, String jobId, String proposal);

    /** Empty when the job gave none. */
    Mono<String> find(String tenant, String jobId);

    /** Ends jobs that nobody has worked on for that long: their process is gone. Returns how many. */
    Mono<Integer> endAbandoned(Duration idle);

    /** Deletes results that are older than that; returns how many. */
    Mono<Integer> expire(Duration age);
}
