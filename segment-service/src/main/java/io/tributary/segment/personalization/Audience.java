package io.tributary.segment.personalization;

/** Who asks. */
public enum Audience {
    /** A member of the tenant, with a token: sees every published segment. */
    MEMBER,
    /** Anybody who opens a page: sees segments that are marked public. */
    PAGE
}
