package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.TrackingEvent;

/** What becomes of one call: exactly one of three, so that received = accepted + refused + suppressed. */
public sealed interface IntakeVerdict {

    /** The id that the client knows the call by, or the one that it was given; empty when it has none. */
    String messageId();

    /**
     * Goes into the log.
     *
     * @param idWasGiven the client sent no message id, so it learns this one from the reply
     */
    record Accepted(TrackingEvent event, boolean idWasGiven) implements IntakeVerdict {
        @Override
        public String messageId() {
            return event.messageId();
        }
    }

    /**
     * Becomes a bad row.
     *
     * @param call the type that the call was routed as; empty when unknown
     * @param original the call as sent
     */
    record Refused(Refusal refusal, String messageId, String call, JsonBytes original) implements IntakeVerdict {}

    /** Nothing is kept: the person was erased or is blocked. The reply is the same as for an accepted call. */
    record Suppressed(String messageId, boolean idWasGiven) implements IntakeVerdict {}
}
