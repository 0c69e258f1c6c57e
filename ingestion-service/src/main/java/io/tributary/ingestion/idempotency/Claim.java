package io.tributary.ingestion.idempotency;

/** What a caller's idempotency key stands for now. */
public sealed interface Claim {

    /** Never seen: the call is made, and its answer kept. */
    record Fresh() implements Claim {}

    /** Another request under the same key. */
    record Conflicting() implements Claim {}

    /** The first call is not answered yet. */
    record Running() implements Claim {}

    /** The first call's answer, sealed, in base64. */
    record Answered(String sealed) implements Claim {}
}
