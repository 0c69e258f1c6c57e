package io.tributary.identity.privacy;

import java.util.Optional;
import java.util.stream.Stream;

/** How far a system is with a stage. */
public enum AnswerState {
    DONE("done"),
    /** Done here, and what is in transit expires by a day. */
    DONE_BY("done-by"),
    PENDING("pending"),
    FAILED("failed");

    private final String label;

    AnswerState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    boolean isDone() {
        return switch (this) {
            case DONE, DONE_BY -> true;
            case PENDING, FAILED -> false;
        };
    }

    public static Optional<AnswerState> labelled(String label) {
        return Stream.of(values()).filter(it -> it.label.equals(label)).findFirst();
    }
}
