package io.tributary.segment.stay;

/** What the topology told about one profile in one segment. */
public sealed interface Told {

    StayKey key();

    /**
     * A standing.
     *
     * @param stateVersion rises with everything that is told of the profile
     */
    record Standing(StayKey key, boolean member, Bound bound, long stateVersion) implements Told {}

    /** The person was erased: nothing of this was ever so. */
    record Forgotten(StayKey key) implements Told {}
}
