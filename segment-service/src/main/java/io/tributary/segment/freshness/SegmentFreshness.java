package io.tributary.segment.freshness;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether what is read about segments is current: the indices, and the sweep after a change of definitions. */
public final class SegmentFreshness {

    /** A batch and its refresh take less; beyond this the index is behind, not busy. */
    private static final Duration TOLERATED = Duration.ofSeconds(15);

    /** By then the broker lets others read what was committed. */
    private static final Duration READABLE_WITHIN = Duration.ofSeconds(1);

    private final FeedProgress profiles;
    private final FeedProgress stays;
    private final DefinitionChanges changes;
    private final BooleanSupplier judging;

    /** @param judging whether somebody in this process may not have been judged by what the topology has heard, and for good */
    public SegmentFreshness(
            FeedProgress profiles, FeedProgress stays, DefinitionChanges changes, BooleanSupplier judging) {
        this.profiles = profiles;
        this.stays = stays;
        this.changes = changes;
        this.judging = judging;
    }

    public FeedProgress.Standing index() {
        return profiles.standing(TOLERATED);
    }

    /** Of what is said about the past. */
    public FeedProgress.Standing history() {
        return stays.standing(TOLERATED);
    }

    /**
     * Profiles wait to be judged by new definitions, or what was decided about them cannot be found yet. What is read after
     * this said no is what the definitions decided that were in force when it was asked.
     */
    public boolean isEvaluating() {
        // In the order in which a change moves on, so that it is not missed between two looks.
        return changes.areOnTheirWay()
                || judging.getAsBoolean()
                || !profiles.hasPassed(changes.judgedAt().plus(READABLE_WITHIN));
    }
}
