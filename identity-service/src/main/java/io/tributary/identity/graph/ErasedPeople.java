package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what an event may still say that names an identifier of an erased person. It is dropped, unless it is somebody
 * else's, who is known by something stronger: then it goes on without that identifier; or the person's own evidenced return.
 */
final class ErasedPeople {

    private final WorkingGraph graph;

    ErasedPeople(WorkingGraph graph) {
        this.graph = graph;
    }

    /** What an event comes to. */
    sealed interface Judged {

        /** It goes on, perhaps with fewer identifiers. */
        record Goes(IdentifiedEvent event) implements Judged {}

        /** It is about an erased person. */
        record Dropped() implements Judged {}
    }

    Judged judge(IdentifiedEvent event) {
        long received = event.arrival().receivedAt();
        var erased = event.identifiers().stream()
                .filter(it ->
                        graph.erased(it).filter(mark -> mark.covers(received)).isPresent())
                .toList();
        if (erased.isEmpty()) {
            return new Judged.Goes(event);
        }
        boolean after =
                erased.stream().allMatch(it -> graph.erased(it).orElseThrow().at() < received);
        if (isAnothers(event, erased, after)) {
            return new Judged.Goes(without(event, erased));
        }
        if (after && event.arrival().evidenced()) {
            erased.forEach(it -> graph.free(it, received));
            return new Judged.Goes(event);
        }
        return new Judged.Dropped();
    }

    /**
     * Somebody who is known already, or who turns up after the erasure on a device that was the erased person's. What came
     * in before it and names nobody else who is known was the erased person's.
     */
    private boolean isAnothers(IdentifiedEvent event, List<Identifier> erased, boolean after) {
        var stronger = event.identifiers().subList(0, event.identifiers().indexOf(erased.getFirst()));
        return stronger.stream().anyMatch(it -> graph.owner(it) != null)
                || (after && !stronger.isEmpty() && erased.stream().allMatch(ErasedPeople::isDevice));
    }

    private static boolean isDevice(Identifier identifier) {
        return identifier.namespace().equals(Namespace.ANONYMOUS_ID) || Namespace.isOfHandset(identifier.namespace());
    }

    private static IdentifiedEvent without(IdentifiedEvent event, List<Identifier> erased) {
        var left = new ArrayList<>(event.identifiers());
        left.removeAll(erased);
        return event.naming(left);
    }
}
