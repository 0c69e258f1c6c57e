package io.tributary.activation.privacy;

import java.time.Instant;
import java.util.Locale;

/**
 * One stage of one request about one person.
 *
 * @param attempt 1 for the first time that the stage is asked for
 * @param at suite time of the request: what came in before is what it is about
 */
public record PersonRequest(String id, Kind kind, Stage stage, int attempt, Instant at, Subject subject) {

    /** What is asked for; a lift says what it takes back. */
    public enum Kind {
        ACCESS,
        ERASE,
        SUPPRESS,
        RESTRICT,
        LIFT_ERASE,
        LIFT_SUPPRESS,
        LIFT_RESTRICT
    }

    /** How far the request is. */
    public enum Stage {
        COLLECT,
        GATE,
        WITHDRAW,
        DELETE,
        PROVE
    }

    public String tenant() {
        return subject.tenant();
    }

    /** A receipt of this service itself. */
    Receipt receipt(String state, String detail, long count) {
        return Receipt.of(this, Receipt.OWN_SYSTEM, state, detail, count);
    }

    /** The stage as the wire spells it. */
    public String stageName() {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "PersonRequest[" + id + " " + kind + " " + stage + " " + attempt + "]";
    }
}
