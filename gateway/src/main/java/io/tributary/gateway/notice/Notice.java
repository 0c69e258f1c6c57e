package io.tributary.gateway.notice;

import java.time.Instant;

/** One thing that does not work as it should. */
public record Notice(String subject, State state, Instant since, String whatToDo) {

    /** How bad it is. */
    public enum State {
        /** Calls are refused at once. */
        STOPPED,
        /** A few calls are let through to see whether it works again. */
        PROBING
    }
}
