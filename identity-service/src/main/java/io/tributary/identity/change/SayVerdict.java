package io.tributary.identity.change;

import io.tributary.identity.graph.Profile;

/** What became of answers that a person gave to us directly. */
public sealed interface SayVerdict {

    /** They hold. */
    record Said(Profile profile) implements SayVerdict {}

    /** No such profile. */
    record Unknown() implements SayVerdict {}

    /** The profile has as many purposes as it can have, so none of them was taken. */
    record TooManyPurposes() implements SayVerdict {}
}
