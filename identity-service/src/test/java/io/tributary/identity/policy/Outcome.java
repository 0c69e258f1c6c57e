package io.tributary.identity.policy;

/** What our resolution made of a world. */
final class Outcome {

    private final int[] clusters;
    private final long userIds;

    Outcome(int[] clusters, long userIds) {
        this.clusters = clusters;
        this.userIds = userIds;
    }

    /** The person of each event. */
    int[] clusters() {
        return clusters;
    }

    /** The most user ids that one profile has. */
    long userIds() {
        return userIds;
    }
}
