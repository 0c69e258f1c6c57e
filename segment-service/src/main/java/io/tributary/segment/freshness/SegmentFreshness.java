package io.tributary.segment.freshness;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Whether what is read about segments is current: the indices, and the sweep after a change of definitions. */
public final class SegmentFreshness {

    /** A batch and its refresh take less; beyond this the index is behind, not busy. */
    private static final Duration TOLERATED = Duration.ofSeconds(15);

    /** By then the topology has heard of a changed definition and begun. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    /** By then what a sweep decided lies in the topic that the index follows. */
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(2);

    private final FeedProgress profiles;
    private final FeedProgress stays;
    private final SweepTimes sweepTimes;
    private final LongSupplier sweepRemaining;
    private final InstantSource realClock;

    public SegmentFreshness(
            FeedProgress profiles,
            FeedProgress stays,
            SweepTimes sweepTimes,
            LongSupplier sweepRemaining,
            InstantSource realClock) {
        this.profiles = profiles;
        this.stays = stays;
        this.sweepTimes = sweepTimes;
        this.sweepRemaining = sweepRemaining;
        this.realClock = realClock;
    }

    public FeedProgress.Standing index() {
        return profiles.standing(TOLERATED);
    }

    /** Of what is said about the past. */
    public FeedProgress.Standing history() {
        return stays.standing(TOLERATED);
    }

    /** Profiles wait to be judged by new definitions, or what was decided about them cannot be found yet. */
    public boolean isEvaluating() {
        return sweepRemaining.getAsLong() > 0
                || realClock.instant().isBefore(sweepTimes.askedAt().plus(HEARD_WITHIN))
                || !profiles.hasPassed(sweepTimes.doneAt().plus(COMMITTED_WITHIN));
    }
}
