package io.tributary.local.run;

import io.tributary.local.watch.Counts;

/**
 * How far a run is, for who wants to disturb it.
 *
 * @param total the calls that the demo makes
 * @param pushed the share of the audiences' members that have their verdict, from 0 to 1
 */
public record Stage(Counts counts, long total, double pushed) {

    public double sent() {
        return (double) counts.sent() / total;
    }

    public double resolved() {
        return (double) counts.resolved() / total;
    }

    public double applied() {
        return (double) (counts.applied() + counts.duplicate()) / total;
    }
}
