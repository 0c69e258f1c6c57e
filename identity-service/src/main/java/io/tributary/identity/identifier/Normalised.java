package io.tributary.identity.identifier;

/** What became of a candidate: an identifier, or the reason why it points at nobody. */
public sealed interface Normalised {

    /** The candidate in its namespace's normal form. */
    record Valid(Identifier identifier) implements Normalised {}

    /** Left out of the resolution; the value stays in the event's payload only. */
    record Refused(String namespace, Reason reason) implements Normalised {}

    /** Why a candidate is no identifier. */
    enum Reason {
        BLANK,
        TOO_LONG,
        CONTROL_CHARACTER,
        BAD_NAMESPACE,
        /** A placeholder that many people share, such as {@code null} or a row of zeros. */
        BLOCKED,
        NOT_AN_EMAIL,
        NOT_A_PHONE,
        /** A phone number without a country, and the tenant has no default region. */
        NO_REGION
    }
}
