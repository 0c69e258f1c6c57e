package io.tributary.identity.contact;

/** Something that came back from a mailbox: it counts for every e-mail address that the event or its person has. */
public record PointSignal(Kind kind, long at) {

    /** What came back. */
    public enum Kind {
        BOUNCE,
        COMPLAINT,
        UNSUBSCRIBE
    }
}
