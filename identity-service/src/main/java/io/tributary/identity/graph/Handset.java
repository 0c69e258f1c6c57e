package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the handset that an event came from: its push token and its advertising id. They tell where somebody can be
 * reached and never who it is: they join nobody with anybody, and whoever logs in has them from then on. So nothing that is
 * meant for the one before appears on a screen that another is looking at.
 *
 * @param event the event without these
 * @param ids the ids that follow whoever the event is resolved to
 */
record Handset(IdentifiedEvent event, List<Identifier> ids) {

    static Handset of(WorkingGraph graph, IdentifiedEvent event) {
        var ids = new ArrayList<>(event.identifiers().stream()
                .filter(it -> Namespace.isOfHandset(it.namespace()) && !isNobodys(graph.owner(it)))
                .toList());
        if (!ids.isEmpty() && ids.size() == event.identifiers().size()) {
            ids.remove(leading(graph, ids));
        }
        if (ids.isEmpty()) {
            return new Handset(event, List.of());
        }
        var named = new ArrayList<>(event.identifiers());
        named.removeAll(ids);
        return new Handset(event.naming(named), List.copyOf(ids));
    }

    /** An event without any other identifier belongs to whoever has the first of them. */
    private static Identifier leading(WorkingGraph graph, List<Identifier> ids) {
        return ids.stream().filter(it -> graph.owner(it) != null).findFirst().orElse(ids.getFirst());
    }

    /** Nothing but a handset is known of it: it is whoever turns up with it. */
    private static boolean isNobodys(@Nullable ProfileDraft holder) {
        return holder != null && holder.nodes().keySet().stream().allMatch(it -> Namespace.isOfHandset(it.namespace()));
    }

    /**
     * What came of the ids.
     *
     * @param followed those that are the person's now
     */
    record Followed(List<Identifier> followed, List<Demotion> demotions) {}

    /** @param login whether the person said by this event who they are */
    Followed follow(WorkingGraph graph, ProfileDraft person, Guards guards, boolean login) {
        var followed = new ArrayList<Identifier>();
        var demotions = new ArrayList<Demotion>();
        for (var id : ids) {
            var holder = graph.owner(id);
            if (holder != person && comes(graph, id, holder, person, login)) {
                var guard = guards.judge(List.of(person), List.of(id), event.at());
                if (guard.isPresent()) {
                    demotions.add(new Demotion(id, guard.get(), List.of()));
                } else if (holder == null || graph.letGo(holder, id)) {
                    graph.receive(person, id, event);
                }
            }
            if (graph.owner(id) == person) {
                followed.add(id);
            }
        }
        return new Followed(List.copyOf(followed), List.copyOf(demotions));
    }

    /** A visit on a shared device is nobody yet, and an event that comes late is not the latest login. */
    private boolean comes(
            WorkingGraph graph, Identifier id, @Nullable ProfileDraft holder, ProfileDraft person, boolean login) {
        return holder == null
                ? !person.isVisit()
                : login && event.at() > graph.node(id).lastSeen();
    }
}
