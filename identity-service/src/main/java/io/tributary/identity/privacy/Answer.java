package io.tributary.identity.privacy;

import org.jspecify.annotations.Nullable;

/**
 * The last word of one system on one stage.
 *
 * @param attempt which time of asking it answers
 * @param doneBy real milliseconds by which what is in transit has expired
 * @param detail for people, without any personal data
 * @param count rows, documents or entries: deleted, found or collected
 * @param pieces of what was collected
 * @param at real milliseconds
 */
public record Answer(
        Stage stage,
        String system,
        int attempt,
        AnswerState state,
        @Nullable Long doneBy,
        String detail,
        long count,
        int pieces,
        long at) {

    /** This service's own part is done. */
    static Answer own(Stage stage, int attempt, OwnPart.Done done, long at) {
        return new Answer(
                stage,
                Systems.IDENTITY,
                attempt,
                AnswerState.DONE,
                null,
                done.detail(),
                done.count(),
                done.pieces(),
                at);
    }

    /** This service's own part failed, and is tried again by itself. */
    static Answer ownFailed(Stage stage, int attempt, long at) {
        return new Answer(
                stage,
                Systems.IDENTITY,
                attempt,
                AnswerState.FAILED,
                null,
                "This service's own part failed; it is tried again.",
                0,
                0,
                at);
    }

    boolean isDone() {
        return state.isDone();
    }

    /**
     * Whether it takes the place of what this system had said: a later attempt does, unless it takes back what is done; of
     * the same attempt what was said later, and done stays done.
     */
    boolean replaces(@Nullable Answer before) {
        if (before == null) {
            return true;
        }
        if (before.isDone() != isDone()) {
            return isDone() && attempt >= before.attempt();
        }
        return attempt != before.attempt() ? attempt > before.attempt() : !isDone() && at >= before.at();
    }

    /** The same, not done after all. */
    public Answer failed(String why) {
        return new Answer(stage, system, attempt, AnswerState.FAILED, null, why, count, 0, at);
    }
}
