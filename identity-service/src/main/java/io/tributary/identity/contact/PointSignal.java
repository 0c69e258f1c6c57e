package io.tributary.identity.contact;

import io.tributary.identity.identifier.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Something that became known of addresses. What came back from a mailbox counts for every e-mail address that the event
 * or else its person has; a proof counts for the one address that it was said of.
 *
 * @param address the address that is proved; null for what came back
 * @param at suite milliseconds
 */
public record PointSignal(Kind kind, long at, @Nullable Identifier address) {

    /** Something that came back. */
    public PointSignal(Kind kind, long at) {
        this(kind, at, null);
    }

    /** A proof of this address. */
    public static PointSignal proof(Identifier address, long at) {
        return new PointSignal(Kind.PROVED, at, address);
    }

    /** What became known. */
    public enum Kind {
        BOUNCE,
        COMPLAINT,
        UNSUBSCRIBE,
        /** The source says that the person proved the address to be theirs. */
        PROVED
    }
}
