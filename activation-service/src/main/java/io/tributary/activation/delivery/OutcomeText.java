package io.tributary.activation.delivery;

import io.tributary.activation.connector.Outcome;

/** The words by which a stored delivery tells what its answer meant. */
final class OutcomeText {

    private OutcomeText() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.rejected().isEmpty() ? "accepted" : "accepted-in-part";
            case Outcome.Follow _ -> "followed";
            case Outcome.Started _ -> "job-started";
            case Outcome.RetryAt retry -> "retry: " + retry.reason();
            case Outcome.Split split -> "split: " + split.reason();
            case Outcome.AuthBroken broken -> "auth-broken: " + broken.reason();
            case Outcome.TargetBroken broken -> "target-broken: " + broken.reason();
            case Outcome.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }
}
