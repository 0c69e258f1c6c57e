package io.tributary.identity.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.NamespaceRule;
import io.tributary.identity.rules.SharedDevices;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds in every world; each world is made from its seed, which a failure prints. */
class GraphPropertiesTest {

    private static final int WORLDS = 1_000;
    private static final List<String> NAMESPACES = List.of("user_id", "email", "phone", "anonymous_id");

    @Test
    void joinsExactlyWhatEvidenceConnectsWhenNoGuardSpeaks() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var events = world(new Random(seed));

            var people = resolved(events, unguarded(), new Random(seed));

            assertThat(Set.copyOf(people.partition().values()))
                    .as("seed %d", seed)
                    .isEqualTo(components(events));
        }
    }

    @Test
    void findsTheSamePeopleInAnyOrderWhenNoGuardSpeaks() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var events = world(new Random(seed));
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed + 1));

            var inOrder = resolved(events, unguarded(), new Random(seed));
            var otherwise = resolved(shuffled, unguarded(), new Random(seed + 2));

            assertThat(Set.copyOf(otherwise.partition().values()))
                    .as("seed %d", seed)
                    .isEqualTo(Set.copyOf(inOrder.partition().values()));
        }
    }

    @Test
    void neverBreaksALimitOrAUniqueNamespace() {
        var rules = IdentityRules.defaults();
        for (long seed = 0; seed < WORLDS; seed++) {
            var people = resolved(world(new Random(seed)), rules, new Random(seed));

            for (var profile : people.profiles()) {
                var counts = profile.nodes().keySet().stream()
                        .collect(Collectors.groupingBy(Identifier::namespace, Collectors.counting()));
                for (var count : counts.entrySet()) {
                    assertThat(count.getValue())
                            .as("seed %d, %s", seed, count.getKey())
                            .isLessThanOrEqualTo(rules.of(count.getKey()).limit());
                }
            }
        }
    }

    @Test
    void changesNothingWhenAWholeWorldComesAgain() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var events = world(new Random(seed));
            var people = resolved(events, unguarded(), new Random(seed));

            var again = new ResolveBatch(unguarded(), Events.ids()).decide(people.view(), events);

            assertThat(again.change().isEmpty()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void keepsEveryPersonConnectedByLiveEdgesAndEveryRedirectOfLengthOne() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var people = resolved(world(new Random(seed)), IdentityRules.defaults(), new Random(seed));

            for (var profile : people.profiles()) {
                assertThat(reachable(profile))
                        .as("seed %d", seed)
                        .hasSize(profile.nodes().size());
            }
            assertThat(people.redirects().values()).as("seed %d", seed).allMatch(it -> people.profile(it) != null);
        }
    }

    private static IdentityRules unguarded() {
        var wide = new NamespaceRule(1_000, null, 10, false, List.of());
        var neverShared = new SharedDevices(1_000, Duration.ofMinutes(30), Set.of());
        return new IdentityRules(
                1, NAMESPACES.stream().collect(Collectors.toMap(it -> it, _ -> wide)), 1_000, 1_000, neverShared);
    }

    private static List<IdentifiedEvent> world(Random random) {
        var events = new ArrayList<IdentifiedEvent>();
        int size = 1 + random.nextInt(25);
        for (int i = 0; i < size; i++) {
            var identifiers = new HashSet<Identifier>();
            int count = 1 + random.nextInt(3);
            while (identifiers.size() < count) {
                identifiers.add(
                        new Identifier(NAMESPACES.get(random.nextInt(NAMESPACES.size())), "v" + random.nextInt(8)));
            }
            events.add(Events.event(random.nextInt(100), List.copyOf(identifiers), List.of(), List.of()));
        }
        return events;
    }

    /** In batches of random size, as a consumer would get them. */
    private static InMemoryGraph resolved(List<IdentifiedEvent> events, IdentityRules rules, Random random) {
        var graph = new InMemoryGraph();
        var batch = new ResolveBatch(rules, Events.ids());
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(6));
            graph.apply(batch.decide(
                            graph.view(Graphs.Wanted.owners(events.subList(from, to)), SharedDevices.defaults()),
                            events.subList(from, to))
                    .change());
            from = to;
        }
        return graph;
    }

    /** An independent search: identifiers are neighbours when an event names both. */
    private static Set<Set<Identifier>> components(List<IdentifiedEvent> events) {
        var neighbours = new HashMap<Identifier, Set<Identifier>>();
        events.forEach(event -> event.identifiers()
                .forEach(it ->
                        neighbours.computeIfAbsent(it, _ -> new HashSet<>()).addAll(event.identifiers())));
        return neighbours.keySet().stream().map(it -> search(it, neighbours)).collect(Collectors.toSet());
    }

    private static Set<Long> reachable(Profile profile) {
        var neighbours = new HashMap<Long, Set<Long>>();
        for (var link : profile.links()) {
            neighbours.computeIfAbsent(link.a(), _ -> new HashSet<>()).add(link.b());
            neighbours.computeIfAbsent(link.b(), _ -> new HashSet<>()).add(link.a());
        }
        return search(profile.nodes().values().iterator().next().id(), neighbours);
    }

    private static <T> Set<T> search(T start, Map<T, Set<T>> neighbours) {
        var found = new HashSet<T>(Set.of(start));
        var open = new ArrayDeque<T>(found);
        while (!open.isEmpty()) {
            for (var next : neighbours.getOrDefault(open.remove(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }
}
