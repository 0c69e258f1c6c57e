package io.tributary.activation.connector;

/** How far a platform's own job is. */
public sealed interface JobState {

    record Running() implements JobState {}

    record Done() implements JobState {}

    /** Ended with some rows not done, without saying which. */
    record PartlyFailed(String reason) implements JobState {}

    /** The platform does not know the job, or cannot tell now. */
    record Unclear(String reason) implements JobState {}
}
