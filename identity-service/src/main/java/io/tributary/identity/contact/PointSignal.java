package io.tributary.identity.contact;

/**
 * Something that became known of addresses. What came back from a mailbox counts for every e-mail address that the event
 * or else its person has; a proof counts for the event's own addresses only.
 */
public record PointSignal(Kind kind, long at) {

    /** What became known. */
    public enum Kind {
        BOUNCE,
        COMPLAINT,
        UNSUBSCRIBE,
        /** The source says that the person proved the e-mail address of the event to be theirs. */
        EMAIL_VERIFIED,
        /** The same of the phone number. */
        PHONE_VERIFIED
    }
}
