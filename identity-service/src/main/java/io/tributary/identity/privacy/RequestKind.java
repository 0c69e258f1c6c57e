package io.tributary.identity.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is asked for, and by which stages it is done. */
public enum RequestKind {
    ACCESS,
    ERASE,
    SUPPRESS,
    RESTRICT,
    LIFT;

    List<Stage> stages() {
        return switch (this) {
            case ACCESS -> List.of(Stage.COLLECT);
            case ERASE -> List.of(Stage.GATE, Stage.WITHDRAW, Stage.DELETE, Stage.PROVE);
            case SUPPRESS, RESTRICT, LIFT -> List.of(Stage.GATE);
        };
    }

    /** Whether a lift can take it back. */
    public boolean canBeLifted() {
        return switch (this) {
            case ERASE, SUPPRESS, RESTRICT -> true;
            case ACCESS, LIFT -> false;
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RequestKind> labelled(String label) {
        return Stream.of(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
