package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts the people who logged in on a device. Identifiers are one person's when evidence other than the device's joins
 * them.
 */
record DeviceOwners(IdentityRules rules) {

    /** Finds the profiles that would be one person with these identifiers, and those identifiers that take part. */
    interface Joining extends Function<List<Identifier>, Joined> {}

    /** Who an event would make one person. */
    record Joined(Set<ProfileDraft> profiles, List<Identifier> identifiers) {}

    /**
     * The event's devices that may have too many owners for one person after its login, or have them already. They are
     * flagged first: else the newcomer would for a moment be one with whoever holds the device.
     */
    Set<DueDevice> due(WorkingGraph graph, IdentifiedEvent event, Joining joining) {
        var due = new LinkedHashSet<DueDevice>();
        for (var device : devices(event)) {
            var use = graph.use(device);
            if (use == null || use.isShared()) {
                continue;
            }
            if (use.owners().size() >= most()) {
                due.add(new DueDevice(device, 0));
            } else if (use.owners().size() == most() - 1 && login(event).isPresent()) {
                var others = new ArrayList<>(event.identifiers());
                others.remove(device);
                if (isNew(graph, device, joining.apply(others))) {
                    due.add(new DueDevice(device, 1));
                }
            }
        }
        return due;
    }

    /** Counts the login of this person on the event's devices, up to the owner that made one of them shared. */
    void count(WorkingGraph graph, IdentifiedEvent event, ProfileDraft person) {
        var login = login(event);
        var node = login.map(person.root().nodes()::get);
        if (node.isEmpty()) {
            return;
        }
        for (var device : devices(event)) {
            var use = graph.use(device);
            if (use != null
                    && use.owners().size() < most()
                    && !use.owners().contains(node.get().id())
                    && isNew(graph, device, new Joined(Set.of(person.root()), List.of(login.get())))) {
                var owners = new ArrayList<>(use.owners());
                owners.add(node.get().id());
                graph.use(device, use.ownedBy(owners));
            }
        }
    }

    private int most() {
        return rules.sharedDevices().owners();
    }

    private static List<Identifier> devices(IdentifiedEvent event) {
        return event.identifiers().stream().filter(SharedDeviceEvent::isDevice).toList();
    }

    private Optional<Identifier> login(IdentifiedEvent event) {
        return event.identifiers().stream()
                .filter(it -> rules.isLogin(it.namespace()))
                .findFirst();
    }

    /** Whether no owner so far is joined with these identifiers by evidence other than the device's. */
    private static boolean isNew(WorkingGraph graph, Identifier device, Joined person) {
        var use = graph.use(device);
        return use == null
                || use.owners().isEmpty()
                || person.profiles().stream()
                        .noneMatch(it -> owns(graph.node(device), it, person.identifiers(), use.owners()));
    }

    private static boolean owns(Node device, ProfileDraft person, List<Identifier> by, Collection<Long> owners) {
        var starts = by.stream()
                .flatMap(it -> Optional.ofNullable(person.nodes().get(it)).stream())
                .map(Node::id)
                .toList();
        return starts.stream().anyMatch(owners::contains)
                || Neighbours.without(device.id(), person.links()).reachedFrom(starts).stream()
                        .anyMatch(owners::contains);
    }
}
