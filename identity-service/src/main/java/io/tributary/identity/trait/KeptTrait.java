package io.tributary.identity.trait;

import io.tributary.identity.identifier.Identifier;

/**
 * A trait in its form, and the identifier that it hangs on.
 *
 * @param at suite milliseconds of the event that said so
 */
public record KeptTrait(Identifier holder, LinkableTrait trait, String value, long at) {

    /** Personal data stays out of logs, so only the names are told. */
    @Override
    public String toString() {
        return holder + "/" + trait;
    }
}
