package io.tributary.activation.delivery;

import io.tributary.activation.connector.JobState;
import java.time.Duration;

/** Follows a platform's job to its end, for as long as a run is willing to wait. */
final class AwaitJob {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Transport transport;
    private final Pause pause;

    AwaitJob(Transport transport, Pause pause) {
        this.transport = transport;
        this.pause = pause;
    }

    /** How the waiting ended. */
    sealed interface End {

        record Done() implements End {}

        record Failed(String reason) implements End {}

        /** Still open: the next run asks again. */
        record Open(String reason) implements End {}
    }

    End await(Course course, String job) {
        var wait = FIRST_WAIT;
        var waited = Duration.ZERO;
        while (waited.compareTo(PATIENCE) < 0) {
            var end = look(course, job);
            if (!(end instanceof End.Open)) {
                return end;
            }
            if (!pause.forAbout(wait)) {
                return new End.Open("interrupted");
            }
            waited = waited.plus(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        return new End.Open("job-open");
    }

    /** One question, one answer; a job that the platform cannot speak about is left open. */
    End look(Course course, String job) {
        var question = course.connector().poll(course.connection(), job);
        if (question.isEmpty()) {
            return new End.Done();
        }
        return switch (transport.send(course.connection(), question.get())) {
            case WireResult.Answered answered -> end(course.connector().interpretPoll(answered.answer()));
            case WireResult.NeverSent never -> new End.Open(never.reason());
            case WireResult.Lost lost -> new End.Open(lost.reason());
        };
    }

    private static End end(JobState state) {
        return switch (state) {
            case JobState.Running _ -> new End.Open("job-open");
            case JobState.Done _ -> new End.Done();
            case JobState.PartlyFailed failed -> new End.Failed(failed.reason());
            case JobState.Unclear unclear -> new End.Open(unclear.reason());
        };
    }
}
