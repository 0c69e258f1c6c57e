package io.tributary.identity.consent;

/** Why an answer began to hold for a profile. */
public enum ConsentCause {
    /** The person said it. */
    SAID,
    /** The profile took another one in, whose answer was the stricter. */
    MERGE,
    /** The profile was taken apart. */
    SPLIT
}
