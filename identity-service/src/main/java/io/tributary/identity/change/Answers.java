package io.tributary.identity.change;

import java.util.Optional;

/** Answers to calls with an idempotency key, kept for a day. Calls block. */
public interface Answers {

    /** What was answered, and to which request. */
    record Answer(String requestHash, int status, String body) {}

    Optional<Answer> find(String tenant, String key);

    /** Keeps the first answer of a key. */
    void keep(String tenant, String key, Answer answer);
}
