package io.tributary.identity.linkage.model;

/** Whether a session took part in the model. */
public enum Training {
    USED,
    /** Too few to learn from. */
    TOO_FEW_MATCHES,
    /** What it took for matches disagree in most fields: households, not persons. */
    NO_PERSONS
}
