package io.tributary.identity.change;

import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.Neighbours;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Counts a device's owners anew: two who logged in as different people may have turned out to be one since. Those whom
 * nothing but the device joins are still two.
 */
record OwnersOf(PersonGraph holder, Node device) {

    /** The owners' nodes, one for each person, in the order in which they came. */
    List<Long> onePerPerson() {
        var owners = new ArrayList<Long>();
        var here = new HashSet<Long>();
        var elsewhere = new HashSet<UUID>();
        var neighbours = Neighbours.by(otherEvidence());
        for (var owner : device.use().owners()) {
            var profile = holder.deviceOwners().get(owner);
            if (profile == null) {
                continue;
            }
            boolean isNew = profile.equals(holder.profile().id())
                    ? !here.contains(owner) && here.addAll(neighbours.reachedFrom(List.of(owner)))
                    : elsewhere.add(profile);
            if (isNew) {
                owners.add(owner);
            }
        }
        return owners;
    }

    private List<Link> otherEvidence() {
        return holder.profile().links().stream()
                .filter(it -> it.a() != device.id() && it.b() != device.id())
                .toList();
    }
}
