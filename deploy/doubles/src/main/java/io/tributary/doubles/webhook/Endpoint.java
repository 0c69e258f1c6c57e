package io.tributary.doubles.webhook;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Platform.Members;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** One receiving endpoint: its secrets, the ids it has taken and the members of each audience. */
final class Endpoint {

    // Senders give up on a call after about three days; this many ids are more than come in that time here.
    private static final int IDS_KEPT = 100_000;

    private final String name;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Map<String, Map<String, ObjectNode>> audiences = new LinkedHashMap<>();
    private List<String> secrets = List.of();

    Endpoint(String name) {
        this.name = name;
    }

    List<String> secrets() {
        return secrets;
    }

    void believe(List<String> newSecrets) {
        secrets = List.copyOf(newSecrets);
    }

    boolean hasTaken(String webhookId) {
        return ids.contains(webhookId);
    }

    void take(String webhookId) {
        ids.add(webhookId);
        if (ids.size() > IDS_KEPT) {
            ids.remove(ids.iterator().next());
        }
    }

    void apply(String audienceId, List<MembershipChange> changes) {
        var members = audiences.computeIfAbsent(audienceId, _ -> new TreeMap<>());
        for (var change : changes) {
            if (change.isMember()) {
                members.put(change.profileId(), change.identifiers());
            } else {
                members.remove(change.profileId());
            }
        }
    }

    /** Members of one audience, or of all of them together. */
    Members members(Optional<String> audience) {
        var keys = new TreeSet<String>();
        var details = Json.object();
        for (var members : audience.map(this::of).orElseGet(() -> List.copyOf(audiences.values()))) {
            members.forEach((profileId, identifiers) -> {
                keys.add(profileId);
                details.set(profileId, identifiers);
            });
        }
        return new Members(keys, details);
    }

    private List<Map<String, ObjectNode>> of(String audienceId) {
        return List.of(Objects.requireNonNullElse(audiences.get(audienceId), Map.of()));
    }

    /** Audience ids with the number of their members, in the order of their first call. */
    Map<String, Integer> sizes() {
        var sizes = new LinkedHashMap<String, Integer>();
        audiences.forEach((id, members) -> sizes.put(id, members.size()));
        return sizes;
    }

    Stream<Change> snapshot() {
        var described =
                Stream.<Change>of(new Change.EndpointSet(name, secrets), new Change.IdsKept(name, List.copyOf(ids)));
        var members = audiences.entrySet().stream().map(audience -> (Change) new Change.MembersKept(
                name,
                audience.getKey(),
                audience.getValue().entrySet().stream()
                        .map(member -> new MembershipChange(true, member.getKey(), member.getValue()))
                        .toList()));
        return Stream.concat(described, members);
    }
}
