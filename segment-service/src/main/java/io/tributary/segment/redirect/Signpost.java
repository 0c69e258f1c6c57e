package io.tributary.segment.redirect;

import java.util.Map;

/** One change of the identity graph at one profile. */
public sealed interface Signpost {

    /** The tenant's number of the change. */
    long graphNumber();

    /** Everything goes to the survivor. */
    record MergedInto(long graphNumber, String survivor) implements Signpost {}

    /** Each event goes where its own identifiers went; keys are digests in hex. */
    record Split(long graphNumber, Map<String, String> profileByDigest) implements Signpost {
        public Split {
            profileByDigest = Map.copyOf(profileByDigest);
        }
    }

    /** Everything is dropped, whenever it was resolved. */
    record Erased(long graphNumber) implements Signpost {}
}
