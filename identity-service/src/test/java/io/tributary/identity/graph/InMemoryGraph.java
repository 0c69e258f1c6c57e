package io.tributary.identity.graph;

import io.tributary.identity.consent.Consents;
import io.tributary.identity.identifier.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One tenant's graph without a database: takes changes as the store does, and answers what the store would. */
public final class InMemoryGraph {

    private final Map<UUID, Profile> profiles = new LinkedHashMap<>();
    private final Map<UUID, UUID> redirects = new HashMap<>();
    private final Map<Long, PersonGraph.EvidenceRow> edges = new LinkedHashMap<>();
    private final List<PersonGraph.MergeRow> merges = new ArrayList<>();
    private final Map<UUID, Consents> absorbed = new HashMap<>();
    private long number;
    private long nextNode = 1;
    private long nextEdge = 1;

    public GraphView view() {
        var owners = new HashMap<Identifier, UUID>();
        profiles.values().forEach(it -> it.nodes().keySet().forEach(id -> owners.put(id, it.id())));
        return new GraphView(number, nextNode, nextEdge, owners, Map.copyOf(profiles));
    }

    /** As the store answers: the owners of what these events name, and those profiles whole. */
    public GraphView view(List<IdentifiedEvent> events) {
        var named = events.stream().flatMap(it -> it.identifiers().stream()).collect(Collectors.toSet());
        var all = view();
        var owners = new HashMap<>(all.owners());
        owners.keySet().retainAll(named);
        var found = new HashMap<>(all.profiles());
        found.keySet().retainAll(owners.values());
        return new GraphView(number, nextNode, nextEdge, owners, found);
    }

    public void apply(GraphChange change) {
        if (change.isEmpty()) {
            return;
        }
        number++;
        nextNode += change.newNodes().size();
        nextEdge += change.edges().size();
        for (var gone : change.gone()) {
            var before = profiles.remove(gone.id());
            absorbed.put(gone.id(), before == null ? Consents.none() : before.consents());
            redirects.replaceAll((_, survivor) -> survivor.equals(gone.id()) ? gone.survivor() : survivor);
            redirects.put(gone.id(), gone.survivor());
        }
        change.touched().forEach(it -> {
            profiles.put(it.id(), it);
            redirects.remove(it.id());
        });
        change.edges().forEach(it -> edges.put(it.id(), new PersonGraph.EvidenceRow(it, number, null)));
        change.merges()
                .forEach(it -> merges.add(new PersonGraph.MergeRow(
                        new MergeRecord(
                                number,
                                it.survivor(),
                                it.loser(),
                                it.messageId(),
                                it.at(),
                                it.rule(),
                                it.before(),
                                it.nodes()),
                        null)));
        change.split().ifPresent(this::apply);
    }

    private void apply(GraphChange.Split split) {
        split.revokedEdges()
                .forEach(id -> edges.computeIfPresent(
                        id, (_, it) -> new PersonGraph.EvidenceRow(it.edge(), it.number(), number)));
        merges.replaceAll(
                it -> split.undoneMerges().contains(it.merge()) ? new PersonGraph.MergeRow(it.merge(), number) : it);
        redirects.putAll(split.redirects());
    }

    public Optional<PersonGraph> person(UUID id) {
        var living = redirects.getOrDefault(id, id);
        var profile = profiles.get(living);
        if (profile == null) {
            return Optional.empty();
        }
        var group = new HashSet<UUID>();
        group.add(living);
        redirects.forEach((loser, survivor) -> {
            if (survivor.equals(living)) {
                group.add(loser);
            }
        });
        var nodes = profile.nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        return Optional.of(new PersonGraph(
                profile,
                number,
                edges.values().stream()
                        .filter(it -> nodes.contains(it.edge().link().a())
                                || nodes.contains(it.edge().link().b()))
                        .toList(),
                merges.stream()
                        .filter(it -> group.contains(it.merge().survivor()))
                        .toList(),
                List.of(),
                absorbed.entrySet().stream()
                        .filter(it ->
                                group.contains(it.getKey()) && !it.getKey().equals(living))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /** The people as sets of identifiers, by profile id. */
    public Map<UUID, Set<Identifier>> partition() {
        return profiles.values().stream()
                .collect(Collectors.toMap(
                        Profile::id, it -> Set.copyOf(it.nodes().keySet())));
    }

    public Map<UUID, UUID> redirects() {
        return Map.copyOf(redirects);
    }

    public @Nullable Profile profile(UUID id) {
        return profiles.get(id);
    }

    public List<Profile> profiles() {
        return List.copyOf(profiles.values());
    }

    public long number() {
        return number;
    }
}
