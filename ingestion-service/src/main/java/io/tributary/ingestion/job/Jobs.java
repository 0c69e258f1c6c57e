package io.tributary.ingestion.job;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of jobs. What another tenant has is not there. */
public interface Jobs {

    Mono<Job> add(Job job);

    /** Stores state, progress and error. */
    Mono<Job> save(Job job);

    Mono<Job> find(String tenant, String id);

    /** What a stopped process left behind, of every tenant. */
    Flux<Job> unfinished();
}
