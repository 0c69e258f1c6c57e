package io.tributary.identity.job;

/** Where work says how far it is; at least every few seconds, or it loses the job. */
@FunctionalInterface
public interface JobSteps {

    /** Throws a {@link java.util.concurrent.CancellationException} when the work has to stop. Cheap. */
    void at(String phase, long done, long total);
}
