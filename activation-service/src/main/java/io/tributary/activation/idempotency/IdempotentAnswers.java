package io.tributary.activation.idempotency;

import java.util.Optional;

/** Answers of unsafe calls by idempotency key, kept for a day. */
public interface IdempotentAnswers {

    /** An answer as it was given, and the hash of the request that it was given to. */
    record Answered(String requestHash, int status, String body) {}

    Optional<Answered> find(String tenant, String key);

    void keep(String tenant, String key, Answered answered);

    /** Answers how many were forgotten. */
    int forgetOld();
}
