package io.tributary.identity.suggestion;

import io.tributary.identity.job.JobSteps;
import io.tributary.identity.linkage.block.Watch;

/** Tells a job how many pairs are compared. */
final class Comparing implements Watch {

    private final JobSteps steps;
    private long expected;
    private long compared;

    Comparing(JobSteps steps) {
        this.steps = steps;
    }

    @Override
    public void expects(long pairs) {
        expected = pairs;
        seen(0);
    }

    @Override
    public void seen(long pairs) {
        compared += pairs;
        steps.at("comparing", compared, expected);
    }
}
