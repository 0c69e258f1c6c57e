package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.TrackingEvent;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import org.jspecify.annotations.Nullable;

/** What becomes of one call: exactly one of three, so that received = accepted + refused + suppressed. */
public sealed interface IntakeVerdict {

    /** The id that the client knows the call by, or the one that it was given; empty when it has none. */
    String messageId();

    /**
     * Goes into the log.
     *
     * @param idWasGiven the client sent no message id, so it learns this one from the reply
     * @param findings what it did against the tracking plan
     */
    record Accepted(TrackingEvent event, boolean idWasGiven, Findings findings) implements IntakeVerdict {
        @Override
        public String messageId() {
            return event.messageId();
        }
    }

    /**
     * Becomes a bad row.
     *
     * @param rowId the bad row's id
     * @param call the type that the call was routed as; empty when unknown
     * @param original the call as sent, without its write key and without what the tenant keeps out
     * @param sentWith what it came with; nothing of it is private either
     * @param withheldBytes how long the call was when it could not be read, and so not be cleaned, and {@code original} is
     *     empty for it; else zero
     */
    record Refused(
            String rowId,
            Refusal refusal,
            String messageId,
            String call,
            JsonBytes original,
            SentWith sentWith,
            int withheldBytes)
            implements IntakeVerdict {

        /** The same call by the names that its place gives it. */
        public Refused named(String row, String message) {
            return new Refused(row, refusal, message, call, original, sentWith, withheldBytes);
        }
    }

    /**
     * Nothing is kept: the person was erased or is blocked. The reply is the same as if nobody were.
     *
     * @param refusal what the call would be refused for; null when it would be accepted
     */
    record Suppressed(
            String messageId, boolean idWasGiven, @Nullable Refusal refusal) implements IntakeVerdict {}
}
