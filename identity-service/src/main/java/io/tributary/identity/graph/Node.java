package io.tributary.identity.graph;

import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.contact.PointTimes;
import io.tributary.identity.identifier.Identifier;
import java.util.List;

/**
 * An identifier that was met, with what is known about it. Times are suite milliseconds.
 *
 * @param id unique within the tenant; rises in the order in which identifiers were met
 * @param use who used a device; {@link DeviceUse#NONE} for any other identifier
 */
public record Node(
        long id,
        Identifier identifier,
        long firstSeen,
        long lastSeen,
        PointTimes points,
        List<Apart> apart,
        DeviceUse use) {

    public Node {
        apart = List.copyOf(apart);
    }

    static Node met(long id, Identifier identifier, long at) {
        return new Node(id, identifier, at, at, PointTimes.NEVER, List.of(), DeviceUse.NONE);
    }

    Node seen(long at) {
        return at > lastSeen ? new Node(id, identifier, firstSeen, at, points, apart, use) : this;
    }

    Node after(PointSignal signal) {
        var next = points.after(signal);
        return next.equals(points) ? this : new Node(id, identifier, firstSeen, lastSeen, next, apart, use);
    }

    public Node withApart(List<Apart> marks) {
        return new Node(id, identifier, firstSeen, lastSeen, points, marks, use);
    }

    public Node withUse(DeviceUse now) {
        return new Node(id, identifier, firstSeen, lastSeen, points, apart, now);
    }

    /** Whether it stands for a visit and not for something that a person has. */
    public boolean isSession() {
        return Visits.isOne(identifier);
    }
}
