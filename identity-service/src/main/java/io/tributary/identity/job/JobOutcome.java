package io.tributary.identity.job;

/** How a job ended. */
public sealed interface JobOutcome {

    /**
     * It is done.
     *
     * @param result what came of it, as JSON without personal data
     */
    record Done(String result) implements JobOutcome {}

    /**
     * It cannot be done.
     *
     * @param reason what to change, in words for whoever asked for it
     */
    record Refused(String reason) implements JobOutcome {}
}
