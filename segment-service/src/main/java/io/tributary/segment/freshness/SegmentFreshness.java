package io.tributary.segment.freshness;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether what is read about segments is current: the indices, and the sweep after a change of definitions. */
public final class SegmentFreshness {

    /** A batch and its refresh take less; beyond this the index is behind, not busy. */
    private static final Duration TOLERATED = Duration.ofSeconds(15);

    private final FeedProgress profiles;
    private final FeedProgress stays;
    private final LongSupplier sweepRemaining;

    public SegmentFreshness(FeedProgress profiles, FeedProgress stays, LongSupplier sweepRemaining) {
        this.profiles = profiles;
        this.stays = stays;
        this.sweepRemaining = sweepRemaining;
    }

    public FeedProgress.Standing index() {
        return profiles.standing(TOLERATED);
    }

    /** Of what is said about the past. */
    public FeedProgress.Standing history() {
        return stays.standing(TOLERATED);
    }

    /** Profiles wait to be judged by new definitions. */
    public boolean isSweeping() {
        return sweepRemaining.getAsLong() > 0;
    }
}
