package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.SharedDevices;
import io.tributary.identity.simulation.ShadowGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One tenant's graph without a database, with the questions that tests ask. */
public final class InMemoryGraph {

    private final ShadowGraph graph = new ShadowGraph();
    private final Set<UUID> absorbed = new TreeSet<>();

    /** Everything, as it is until the next change. */
    public GraphView view() {
        return graph.view();
    }

    /** As the store answers: the owners of what is wanted and of the visits in question, and those profiles whole. */
    public GraphView view(Graphs.Wanted wanted, SharedDevices rule) {
        var named = new HashSet<>(wanted.identifiers());
        var ids = wanted.profiles().stream()
                .flatMap(it -> graph.living(it).stream())
                .collect(Collectors.toSet());
        named.addAll(part(named, ids).visits(named, wanted.span(), rule));
        return part(named, ids);
    }

    private GraphView part(Set<Identifier> named, Set<UUID> ids) {
        var all = graph.view();
        var found = named.stream()
                .filter(all.owners()::containsKey)
                .collect(Collectors.toMap(
                        it -> it, it -> Objects.requireNonNull(all.owners().get(it))));
        var whole = Stream.concat(ids.stream(), found.values().stream())
                .distinct()
                .collect(Collectors.toMap(it -> it, it -> Objects.requireNonNull(profile(it))));
        return new GraphView(all.number(), all.nextNode(), all.nextEdge(), found, whole);
    }

    public void apply(GraphChange change) {
        change.gone().forEach(it -> absorbed.add(it.id()));
        graph.apply(change);
    }

    public Optional<PersonGraph> person(UUID id) {
        return graph.person(id);
    }

    /** Who holds an identifier now. */
    public Optional<UUID> holder(Identifier identifier) {
        return Optional.ofNullable(graph.view().owners().get(identifier));
    }

    /** Where an id leads now. */
    public Optional<UUID> living(UUID id) {
        return graph.living(id);
    }

    /** The people as sets of identifiers, by profile id. */
    public Map<UUID, Set<Identifier>> partition() {
        return profiles().stream()
                .collect(Collectors.toMap(
                        Profile::id, it -> Set.copyOf(it.nodes().keySet())));
    }

    /** Where the ids of profiles lead that were merged and live no more. */
    public Map<UUID, UUID> redirects() {
        var redirects = new HashMap<UUID, UUID>();
        for (var id : absorbed) {
            var leads = graph.leads(id);
            if (!leads.equals(id)) {
                redirects.put(id, leads);
            }
        }
        return redirects;
    }

    public @Nullable Profile profile(UUID id) {
        return graph.view().profiles().get(id);
    }

    public List<Profile> profiles() {
        return List.copyOf(graph.view().profiles().values());
    }

    public long number() {
        return graph.view().number();
    }
}
