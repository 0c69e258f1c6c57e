package io.tributary.ingestion.idempotency;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** The store of answers by (tenant, idempotency key). */
public interface StoredAnswers {

    /** Claims the key for a request, by its hash. At most one caller gets {@code Fresh} until the claim is released. */
    Mono<Claim> claim(String tenant, String key, String requestHash);

    /** Keeps the answer of a claimed key. */
    Mono<Void> keep(String tenant, String key, String sealed);

    /** Gives a claimed key back after a call that did nothing. */
    Mono<Void> release(String tenant, String key);

    /** Forgets what is older; returns how many. */
    Mono<Integer> expire(Duration age);
}
