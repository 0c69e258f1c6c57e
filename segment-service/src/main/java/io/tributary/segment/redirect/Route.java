package io.tributary.segment.redirect;

/** Where an event belongs. */
public sealed interface Route {

    /** Here. */
    record Stay() implements Route {}

    /** To another profile, as if it had been resolved at the signpost's graph number. */
    record Forward(String profileId, long graphNumber) implements Route {}

    /** Nowhere: the person was erased. */
    record Drop() implements Route {}
}
