package io.tributary.identity.job;

/** A kind of long work. It may be begun several times, and then finds out itself what is left to do. */
public interface JobWork {

    String kind();

    /** Blocks until the work ends. A {@link java.util.concurrent.CancellationException} from the steps passes through. */
    JobOutcome run(Job job, JobSteps steps);
}
