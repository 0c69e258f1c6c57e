package io.tributary.segment.freshness;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether what is read about segments is current: the profile index, and the sweep after a change of definitions. */
public final class SegmentFreshness {

    /** A batch and its refresh take less; beyond this the index is behind, not busy. */
    private static final Duration TOLERATED = Duration.ofSeconds(15);

    private final FeedProgress profiles;
    private final LongSupplier sweepRemaining;

    public SegmentFreshness(FeedProgress profiles, LongSupplier sweepRemaining) {
        this.profiles = profiles;
        this.sweepRemaining = sweepRemaining;
    }

    public FeedProgress.Standing index() {
        return profiles.standing(TOLERATED);
    }

    /** Profiles wait to be judged by new definitions. */
    public boolean isSweeping() {
        return sweepRemaining.getAsLong() > 0;
    }
}
