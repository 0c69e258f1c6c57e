package io.tributary.identity.graph;

import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.contact.PointTimes;
import io.tributary.identity.identifier.Identifier;
import java.util.List;

/**
 * An identifier that was met, with what is known about it. Times are suite milliseconds.
 *
 * @param id unique within the tenant; rises in the order in which identifiers were met
 */
public record Node(
        long id, Identifier identifier, long firstSeen, long lastSeen, PointTimes points, List<Apart> apart) {

    public Node {
        apart = List.copyOf(apart);
    }

    static Node met(long id, Identifier identifier, long at) {
        return new Node(id, identifier, at, at, PointTimes.NEVER, List.of());
    }

    Node seen(long at) {
        return at > lastSeen ? new Node(id, identifier, firstSeen, at, points, apart) : this;
    }

    Node after(PointSignal signal) {
        var next = points.after(signal);
        return next.equals(points) ? this : new Node(id, identifier, firstSeen, lastSeen, next, apart);
    }

    public Node withApart(List<Apart> marks) {
        return new Node(id, identifier, firstSeen, lastSeen, points, marks);
    }
}
