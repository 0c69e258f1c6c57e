package io.tributary.gateway.repeat;

/**
 * An answer that was given under an {@code Idempotency-Key}.
 *
 * @param requestHash a keyed hash of the request, to tell a repetition from another request under the same key
 */
public record KeptAnswer(String requestHash, int status, String body) {}
