package io.tributary.identity.graph;

import io.tributary.identity.consent.Statements;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.contact.PointTimes;
import io.tributary.identity.identifier.Identifier;
import java.util.List;

/**
 * An identifier that was met, with what is known about it. Times are suite milliseconds.
 *
 * @param id unique within the tenant; rises in the order in which identifiers were met
 * @param use who used a device; {@link DeviceUse#NONE} for any other identifier
 * @param said what was allowed by way of it
 */
public record Node(
        long id,
        Identifier identifier,
        long firstSeen,
        long lastSeen,
        PointTimes points,
        List<Apart> apart,
        DeviceUse use,
        Statements said) {

    /** An identifier by way of which nothing was allowed or denied. */
    public Node(
            long id,
            Identifier identifier,
            long firstSeen,
            long lastSeen,
            PointTimes points,
            List<Apart> apart,
            DeviceUse use) {
        this(id, identifier, firstSeen, lastSeen, points, apart, use, Statements.none());
    }

    public Node {
        apart = List.copyOf(apart);
    }

    static Node met(long id, Identifier identifier, long at) {
        return new Node(id, identifier, at, at, PointTimes.NEVER, List.of(), DeviceUse.NONE);
    }

    /** As if it was last seen then, although it is known to have been seen later. */
    Node seenAt(long at) {
        return new Node(id, identifier, firstSeen, at, points, apart, use, said);
    }

    /** The same identifier as somebody else's: a node of its own, of which is known what came back from it. */
    Node metAgain(long newId, long at) {
        return new Node(newId, identifier, at, at, points, List.of(), DeviceUse.NONE);
    }

    Node seen(long at) {
        return at > lastSeen ? new Node(id, identifier, firstSeen, at, points, apart, use, said) : this;
    }

    Node after(PointSignal signal) {
        var next = points.after(signal);
        return next.equals(points) ? this : new Node(id, identifier, firstSeen, lastSeen, next, apart, use, said);
    }

    public Node withApart(List<Apart> marks) {
        return new Node(id, identifier, firstSeen, lastSeen, points, marks, use, said);
    }

    public Node withUse(DeviceUse now) {
        return new Node(id, identifier, firstSeen, lastSeen, points, apart, now, said);
    }

    public Node withSaid(Statements now) {
        return new Node(id, identifier, firstSeen, lastSeen, points, apart, use, now);
    }

    /** Whether it stands for a visit and not for something that a person has. */
    public boolean isSession() {
        return Visits.isOne(identifier);
    }
}
