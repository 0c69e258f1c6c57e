package io.tributary.activation.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The people of an audience whose row may have to change. Marking is done by whoever changes a membership, a contact or
 * a suppression, in the same transaction; a mark survives everything until a run has settled it.
 */
public interface Work {

    /**
     * One marked person.
     *
     * @param sequence tells whether the mark was renewed meanwhile
     * @param before the standing so far, empty when there is none
     */
    record Item(String profileId, long sequence, String before) {}

    /** What is due, leavers first; parked rows are left out. */
    List<Item> take(String audienceId, Instant now, int limit);

    /**
     * Writes the standings, and removes the marks that were not renewed meanwhile; a row that must be looked at again
     * keeps its mark until then, a parked one until it is released.
     */
    void settle(Audience audience, Collection<Item> items, Collection<RowOutcome> outcomes, Instant now);

    /** Marks every member and everybody whom the destination may hold. */
    void markAll(Audience audience, Instant now);

    /** Marked people who left the segment while the destination holds them, parked or not. */
    long leavers(Audience audience, Instant now);

    /** Everybody whom a full run would look at, by rising profile id. */
    List<String> everybody(Audience audience, String after, int limit);

    /** Lets parked rows go; answers how many. */
    long release(String audienceId);

    long parked(String audienceId);

    /** How many marks of all audiences wait and are due, parked ones left out. */
    long waiting(Instant now);
}
