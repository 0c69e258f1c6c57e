package io.tributary.bench.preview;

import io.tributary.bench.measure.Cost;

/**
 * What publishing costs: everybody is judged anew. Seconds are from the first call to publish.
 *
 * @param segments published, one call after the other
 * @param others that were live already
 * @param publishing seconds until the API had taken all of them
 * @param judged seconds until nobody was left to judge and all memberships were committed
 * @param findable seconds until the profile index had them
 * @param told seconds until the index of stays had them as well
 * @param members of these segments together
 * @param cost of all of it
 */
public record ReevaluationResult(
        int segments,
        int others,
        int profiles,
        double publishing,
        double judged,
        double findable,
        double told,
        long members,
        Cost cost) {

    /** Profiles times segments that were published, a second. */
    public double judgementsPerSecond() {
        return (double) profiles * segments / judged;
    }

    public double cpuSeconds() {
        return Prices.suiteSeconds(cost);
    }
}
