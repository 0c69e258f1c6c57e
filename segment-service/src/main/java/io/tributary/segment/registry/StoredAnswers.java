package io.tributary.segment.registry;

import reactor.core.publisher.Mono;

/** Answers kept for 24 hours under the caller's idempotency key, so that a repeated call gets the same answer. */
public interface StoredAnswers {

    /**
     * An answer as it was given.
     *
     * @param requestHash SHA-256 over method, path and body, in hex: another request under the same key is refused
     */
    record Answer(String requestHash, int status, String body) {}

    /** Empty when the key is new, or older than a day. */
    Mono<Answer> find(String tenant, String idempotencyKey);

    /** The first answer stays: a second one under the same key is passed over. */
    Mono<Void> keep(String tenant, String idempotencyKey, Answer answer);
}
