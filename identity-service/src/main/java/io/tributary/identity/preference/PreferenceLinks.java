package io.tributary.identity.preference;

import java.util.Optional;

/** Turns links into tokens that nobody can read, guess or change, and back. */
public interface PreferenceLinks {

    /** Only characters that may stand in a path as they are. */
    String seal(PreferenceLink link);

    /** Empty when the token was not made here. An expired one is opened as well: the page then says so. */
    Optional<PreferenceLink> open(String token);
}
