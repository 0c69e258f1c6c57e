package io.tributary.identity.change;

import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.Demotion;
import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.DueDevice;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.Guard;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.rules.IdentityRules;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decides what follows when too many people logged in on a device. Its evidence is revoked, so whatever it alone held
 * together falls apart; the person keeps the id, and the device becomes a profile of its own to which the events that
 * named nothing else go. The parts are not set apart: other evidence may join them.
 */
public final class FlagSharedDevice {

    private final IdentityRules rules;
    private final Supplier<UUID> profileIds;

    public FlagSharedDevice(IdentityRules rules, Supplier<UUID> profileIds) {
        this.rules = rules;
        this.profileIds = profileIds;
    }

    /** The login that makes the device shared, by its message and its time in suite milliseconds. */
    public record Occasion(String messageId, long at) {}

    /**
     * What becomes of the device.
     *
     * @param flagged false when it is nobody's, is shared already, or the owners turn out to be fewer people
     */
    public record Verdict(boolean flagged, GraphChange change, List<GuardHit> guardHits) implements Deciding {

        static Verdict unflagged(GraphChange change) {
            return new Verdict(false, change, List.of());
        }
    }

    public Verdict decide(Graphs.LockedGraph graph, DueDevice due, Occasion occasion) {
        var person =
                Optional.ofNullable(graph.view().owners().get(due.device())).flatMap(graph::person);
        var device = person.map(it -> it.profile().nodes().get(due.device()));
        if (device.isEmpty() || device.get().use().isShared()) {
            return Verdict.unflagged(GraphChange.none());
        }
        var owners = new OwnersOf(person.orElseThrow(), device.get()).onePerPerson();
        var counted = device.get().withUse(device.get().use().ownedBy(owners));
        if (owners.size() + due.newcomers() < rules.sharedDevices().owners()) {
            return Verdict.unflagged(
                    counted.equals(device.get())
                            ? GraphChange.none()
                            : alone(person.get().profile(), counted));
        }
        var since = new DeviceUse.Shared(graph.view().number() + 1, occasion.at());
        return flag(person.get(), counted.withUse(counted.use().sharedSince(since)), occasion);
    }

    private Verdict flag(PersonGraph person, Node device, Occasion occasion) {
        var plan = SplitPlan.isolating(person, device);
        if (plan.parts().size() < 2) {
            return verdict(person.profile().id(), device, alone(person.profile(), device), occasion);
        }
        var owners = new PartOwners(person, Set.of(device.id()), profileIds).of(plan.parts());
        var change =
                new TakingApart(person, plan, owners).change((node, _) -> node.id() == device.id() ? device : node);
        return verdict(person.profile().id(), device, change, occasion);
    }

    /** Nothing moves, so there is nothing to tell. */
    private static GraphChange alone(Profile profile, Node device) {
        var nodes = new HashMap<>(profile.nodes());
        nodes.put(device.identifier(), device);
        var after = profile.withNodes(nodes);
        return GraphChange.of(
                        List.of(after),
                        List.of(new GraphChange.PlacedNode(device, profile.id())),
                        List.of(),
                        Optional.empty())
                .untoldToOthers();
    }

    private static Verdict verdict(UUID person, Node device, GraphChange change, Occasion occasion) {
        var competing = change.split().stream()
                .flatMap(it -> it.parts().stream())
                .filter(it -> !it.equals(person))
                .toList();
        var demotion = new Demotion(device.identifier(), new Guard.SharedDevice(), competing);
        return new Verdict(true, change, List.of(new GuardHit(person, demotion, occasion.messageId(), occasion.at())));
    }
}
