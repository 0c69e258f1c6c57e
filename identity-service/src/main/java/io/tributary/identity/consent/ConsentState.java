package io.tributary.identity.consent;

/** What a person said about one purpose. */
public enum ConsentState {
    GRANTED,
    DENIED
}
