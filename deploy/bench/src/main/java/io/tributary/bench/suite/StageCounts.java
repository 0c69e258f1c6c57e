package io.tributary.bench.suite;

/**
 * Events that have passed each stage, since the suite began; heartbeats and markers are in none of them.
 *
 * @param accepted acknowledged by the log, as the collector counts it
 * @param resolved given a person by identity
 * @param segmented applied to a person's state by the topology, its memberships written
 * @param stored documents in the event index
 * @param profiles documents written to the profile index; several events of a person may share one
 */
public record StageCounts(long accepted, long resolved, long segmented, long stored, long profiles) {

    StageCounts since(StageCounts before) {
        return new StageCounts(
                accepted - before.accepted,
                resolved - before.resolved,
                segmented - before.segmented,
                stored - before.stored,
                profiles - before.profiles);
    }

    /** Whether everything that was accepted has arrived everywhere. */
    boolean isAtRest() {
        return resolved >= accepted && segmented >= accepted && stored >= accepted;
    }

    /** The stage that is furthest behind what was accepted, with how far; none when at rest. */
    Behind behind() {
        if (isAtRest()) {
            return new Behind("none", 0);
        }
        long worst = Math.min(resolved, Math.min(segmented, stored));
        // The earliest of the slow ones: those after it can only wait.
        var stage = resolved == worst ? "identity" : segmented == worst ? "topology" : "event index";
        return new Behind(stage, accepted - worst);
    }

    /** A stage and the events that it has not passed yet. */
    public record Behind(String stage, long events) {}
}
