package io.tributary.ingestion.privacy;

/** What becomes of a private member. Where two apply to the same member, dropping wins. */
public enum PrivateAction {
    /** The member is taken away. */
    DROP,
    /** Each text, number and truth value inside is replaced by its keyed digest; {@code null} stays. */
    HASH
}
