package io.tributary.identity.simulation;

import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.GraphView;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One tenant's graph without a database: takes changes as the store does, and answers what the store would. */
public final class ShadowGraph {

    private final Map<UUID, Profile> profiles = new LinkedHashMap<>();
    private final Map<Identifier, UUID> owners = new HashMap<>();
    private final Map<Long, Identifier> nodes = new HashMap<>();
    private final Map<UUID, UUID> redirects = new HashMap<>();
    private final Map<UUID, Set<UUID>> absorbedBy = new HashMap<>();
    private final Map<Long, PersonGraph.EvidenceRow> edges = new TreeMap<>();
    private final Map<Long, Set<Long>> edgesOf = new HashMap<>();
    private final Map<UUID, Map<Long, PersonGraph.MergeRow>> merges = new HashMap<>();
    private long number;
    private long nextNode = 1;
    private long nextEdge = 1;
    private long nextMerge = 1;

    /** Everything, as it is until the next change. */
    public GraphView view() {
        return new GraphView(
                number, nextNode, nextEdge, Collections.unmodifiableMap(owners), Collections.unmodifiableMap(profiles));
    }

    private UUID owner(Identifier identifier) {
        return Objects.requireNonNull(owners.get(identifier));
    }

    public void apply(GraphChange change) {
        if (change.isEmpty()) {
            return;
        }
        number++;
        nextNode += change.newNodes().size();
        nextEdge += change.edges().size();
        change.gone().forEach(this::end);
        change.touched().forEach(it -> forget(profiles.put(it.id(), it)));
        for (var profile : change.touched()) {
            redirect(profile.id(), null);
            profile.nodes().keySet().forEach(it -> owners.put(it, profile.id()));
            profile.nodes().values().forEach(it -> nodes.put(it.id(), it.identifier()));
        }
        change.edges().forEach(this::add);
        change.revoked().forEach(this::revoke);
        change.merges().forEach(this::add);
        change.split().ifPresent(this::apply);
    }

    private void end(GraphChange.Gone gone) {
        forget(profiles.remove(gone.id()));
        List.copyOf(absorbedBy.getOrDefault(gone.id(), Set.of())).forEach(it -> redirect(it, gone.survivor()));
        redirect(gone.id(), gone.survivor());
    }

    private void forget(@Nullable Profile before) {
        if (before != null) {
            before.nodes().keySet().forEach(it -> owners.remove(it, before.id()));
        }
    }

    private void redirect(UUID loser, @Nullable UUID survivor) {
        var before = survivor == null ? redirects.remove(loser) : redirects.put(loser, survivor);
        if (before != null) {
            absorbedBy.getOrDefault(before, new HashSet<>()).remove(loser);
        }
        if (survivor != null) {
            absorbedBy.computeIfAbsent(survivor, _ -> new TreeSet<>()).add(loser);
        }
    }

    private void add(EvidenceEdge edge) {
        edges.put(edge.id(), new PersonGraph.EvidenceRow(edge, number, null));
        edgesOf.computeIfAbsent(edge.link().a(), _ -> new TreeSet<>()).add(edge.id());
        edgesOf.computeIfAbsent(edge.link().b(), _ -> new TreeSet<>()).add(edge.id());
    }

    private void add(MergeRecord it) {
        var merge = new MergeRecord(
                number, it.survivor(), it.loser(), it.messageId(), it.at(), it.rule(), it.before(), it.nodes());
        merges.computeIfAbsent(it.survivor(), _ -> new TreeMap<>())
                .put(nextMerge++, new PersonGraph.MergeRow(merge, null));
    }

    private void revoke(Link link) {
        edgesOf.getOrDefault(link.a(), Set.of()).stream()
                .filter(it -> edge(it).edge().link().equals(link))
                .forEach(this::revoke);
    }

    private PersonGraph.EvidenceRow edge(long id) {
        return Objects.requireNonNull(edges.get(id));
    }

    private void revoke(long edge) {
        edges.computeIfPresent(
                edge, (_, it) -> it.isLive() ? new PersonGraph.EvidenceRow(it.edge(), it.number(), number) : it);
    }

    private void apply(GraphChange.Split split) {
        split.revokedEdges().forEach(this::revoke);
        for (var undone : split.undoneMerges()) {
            merges.getOrDefault(undone.survivor(), new TreeMap<>())
                    .replaceAll((_, it) -> it.merge().equals(undone) ? new PersonGraph.MergeRow(undone, number) : it);
        }
        split.redirects().forEach(this::redirect);
    }

    public Optional<PersonGraph> person(UUID id) {
        return living(id).map(profiles::get).map(profile -> {
            var group = new TreeSet<>(absorbedBy.getOrDefault(profile.id(), Set.of()));
            group.add(profile.id());
            return new PersonGraph(profile, number, edges(profile), merges(group), List.of(), deviceOwners(profile));
        });
    }

    private Map<Long, UUID> deviceOwners(Profile profile) {
        return profile.nodes().values().stream()
                .flatMap(it -> it.use().owners().stream())
                .distinct()
                .filter(it -> owners.containsKey(nodes.get(it)))
                .collect(Collectors.toMap(it -> it, it -> owner(Objects.requireNonNull(nodes.get(it)))));
    }

    private List<PersonGraph.EvidenceRow> edges(Profile profile) {
        return profile.nodes().values().stream()
                .flatMap(it -> edgesOf.getOrDefault(it.id(), Set.of()).stream())
                .distinct()
                .sorted()
                .map(this::edge)
                .toList();
    }

    private List<PersonGraph.MergeRow> merges(Collection<UUID> survivors) {
        return survivors.stream()
                .flatMap(it -> merges.getOrDefault(it, Map.of()).entrySet().stream())
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The living profile that an id leads to now. */
    public Optional<UUID> living(UUID id) {
        return Optional.of(leads(id)).filter(profiles::containsKey);
    }

    /** Where an id leads: to itself, unless it was merged. */
    public UUID leads(UUID id) {
        return redirects.getOrDefault(id, id);
    }
}
