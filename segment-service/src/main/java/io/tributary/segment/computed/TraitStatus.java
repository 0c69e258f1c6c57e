package io.tributary.segment.computed;

/** Whether a computed trait has numbers, or had them once. */
public enum TraitStatus {
    LIVE,
    RETIRED
}
