package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.rules.SharedDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An event's identifiers without shared devices: those say nothing about the person, but their visits belong to the
 * person who logs in at their end.
 *
 * @param identifiers strongest first, visits last; never empty
 * @param demotions the shared devices that a login was made on
 */
record SharedDeviceEvent(List<Identifier> identifiers, List<Demotion> demotions) {

    static SharedDeviceEvent of(WorkingGraph graph, IdentifiedEvent event, SharedDevices rule) {
        var shared =
                event.identifiers().stream().filter(it -> isShared(graph, it)).toList();
        if (shared.isEmpty()) {
            return new SharedDeviceEvent(event.identifiers(), List.of());
        }
        var identifiers = new ArrayList<>(event.identifiers());
        identifiers.removeAll(shared);
        if (identifiers.isEmpty()) {
            return new SharedDeviceEvent(visited(graph, shared, event.at(), rule), List.of());
        }
        var demotions = new ArrayList<Demotion>();
        // Another device alone is no login: it does not say who was here.
        if (identifiers.stream().anyMatch(it -> !isDevice(it))) {
            for (var device : shared) {
                identifiers.addAll(ended(graph, device, event.at(), rule));
                demotions.add(new Demotion(device, new Guard.SharedDevice(), competing(graph, device)));
            }
        }
        return new SharedDeviceEvent(identifiers, demotions);
    }

    /** The visits to all these devices, or the first device if the event is older than any visit to them. */
    private static List<Identifier> visited(WorkingGraph graph, List<Identifier> devices, long at, SharedDevices rule) {
        var visited = new ArrayList<Identifier>();
        for (var device : devices) {
            var visits = visits(graph, device, rule);
            if (visits.use().wasShared(at)) {
                var outcome = visits.anonymous(at);
                graph.use(device, outcome.use());
                outcome.ordinals().forEach(it -> visited.add(Visits.identifier(device, it)));
            }
        }
        return visited.isEmpty() ? List.of(devices.getFirst()) : visited;
    }

    /** A visit that nobody knows any more is settled: it stays with the person who has it. */
    private static List<Identifier> ended(WorkingGraph graph, Identifier device, long at, SharedDevices rule) {
        var outcome = visits(graph, device, rule).login(at);
        graph.use(device, outcome.use());
        return outcome.ordinals().stream()
                .map(it -> Visits.identifier(device, it))
                .filter(it -> graph.owner(it) != null)
                .toList();
    }

    private static Visits visits(WorkingGraph graph, Identifier device, SharedDevices rule) {
        var use = graph.use(device);
        return new Visits(use == null ? DeviceUse.NONE : use, rule.session());
    }

    private static List<UUID> competing(WorkingGraph graph, Identifier device) {
        var holder = graph.owner(device);
        return holder == null ? List.of() : List.of(holder.id());
    }

    private static boolean isShared(WorkingGraph graph, Identifier identifier) {
        var use = isDevice(identifier) ? graph.use(identifier) : null;
        return use != null && use.isShared();
    }

    static boolean isDevice(Identifier identifier) {
        return identifier.namespace().equals(Namespace.ANONYMOUS_ID);
    }
}
