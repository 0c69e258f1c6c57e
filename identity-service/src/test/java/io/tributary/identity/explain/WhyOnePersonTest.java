package io.tributary.identity.explain;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.InMemoryGraph;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.ResolveBatch;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.SharedDevices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhyOnePersonTest {

    private static final int WORLDS = 1_000;
    private static final int FAR = 1_000;

    private final InMemoryGraph graph = new InMemoryGraph();
    private final ResolveBatch batch = new ResolveBatch(IdentityRules.defaults(), Events.ids());

    private void resolve(InMemoryGraph world, IdentifiedEvent event) {
        world.apply(
                batch.decide(world.view(Graphs.Wanted.owners(List.of(event)), SharedDevices.defaults()), List.of(event))
                        .change());
    }

    private PersonGraph person(Identifier identifier) {
        return graph.person(graph.holder(identifier).orElseThrow()).orElseThrow();
    }

    @Test
    void namesEachStepWithItsEvidenceAndTheMergesAlongTheWay() {
        resolve(graph, event(1, user("anna"), device("phone")));
        resolve(graph, event(2, email("a@shop.org"), device("laptop")));
        var laptop = graph.holder(device("laptop")).orElseThrow();
        var login = event(3, user("anna"), email("a@shop.org"));
        resolve(graph, login);

        var person = person(user("anna"));
        var answer = between(person, new Side.OfIdentifier(device("phone")), new Side.OfProfile(laptop));

        assertThat(answer.steps())
                .extracting(it -> identifier(person, it.from()) + " - " + identifier(person, it.to()))
                .containsExactly("phone - anna", "anna - a@shop.org");
        assertThat(answer.steps().getLast().evidence().edge().messageId()).isEqualTo(login.messageId());
        assertThat(answer.steps().getLast().evidence().edge().rule()).isEqualTo(EvidenceEdge.SAME_EVENT);
        assertThat(answer.merges()).extracting(it -> it.loser()).containsExactly(laptop);
    }

    @Test
    void needsNoStepFromAnIdentifierToItself() {
        resolve(graph, event(1, user("anna"), device("phone")));

        var side = new Side.OfIdentifier(user("anna"));

        assertThat(between(person(user("anna")), side, side).steps()).isEmpty();
    }

    @Test
    void hasNoSideForWhatThePersonDoesNotHave() {
        resolve(graph, event(1, user("anna"), device("phone")));

        var person = person(user("anna"));

        assertThat(new Side.OfIdentifier(user("bert")).nodes(person)).isEmpty();
        assertThat(new Side.OfProfile(new UUID(1, 1)).nodes(person)).isEmpty();
        assertThat(new Side.OfProfile(person.profile().id()).nodes(person)).hasSize(2);
    }

    @Test
    void findsAsShortAChainAsAnIndependentSearchInAThousandWorlds() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var world = new InMemoryGraph();
            for (int i = 0; i < 12; i++) {
                resolve(world, event(i, device("d" + random.nextInt(8)), email("e" + random.nextInt(3) + "@shop.org")));
            }
            for (var profile : world.profiles()) {
                check(world.person(profile.id()).orElseThrow(), seed);
            }
        }
    }

    private static void check(PersonGraph person, long seed) {
        var nodes = person.profile().nodes().values().stream()
                .map(Node::id)
                .sorted()
                .toList();
        var distances = distances(person, nodes);
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = 0; j < nodes.size(); j++) {
                var answer = new WhyOnePerson(person).between(Set.of(nodes.get(i)), Set.of(nodes.get(j)));
                assertThat(answer.orElseThrow().steps()).as("seed %d", seed).hasSize(distances[i][j]);
                chains(nodes.get(i), nodes.get(j), answer.orElseThrow().steps(), seed);
            }
        }
    }

    private static void chains(long from, long to, List<WhyOnePerson.Step> steps, long seed) {
        long at = from;
        for (var step : steps) {
            var link = step.evidence().edge().link();
            assertThat(step.from()).as("seed %d", seed).isEqualTo(at);
            assertThat(Set.of(link.a(), link.b())).as("seed %d", seed).isEqualTo(Set.of(step.from(), step.to()));
            assertThat(step.evidence().isLive()).as("seed %d", seed).isTrue();
            at = step.to();
        }
        assertThat(at).as("seed %d", seed).isEqualTo(to);
    }

    /** All distances at once, after Floyd and Warshall. */
    private static int[][] distances(PersonGraph person, List<Long> nodes) {
        int size = nodes.size();
        var distances = new int[size][size];
        for (var row : distances) {
            Arrays.fill(row, FAR);
        }
        for (int i = 0; i < size; i++) {
            distances[i][i] = 0;
        }
        for (var evidence : new ArrayList<>(person.edges())) {
            if (evidence.isLive()) {
                int a = nodes.indexOf(evidence.edge().link().a());
                int b = nodes.indexOf(evidence.edge().link().b());
                distances[a][b] = 1;
                distances[b][a] = 1;
            }
        }
        for (int via = 0; via < size; via++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    distances[i][j] = Math.min(distances[i][j], distances[i][via] + distances[via][j]);
                }
            }
        }
        return distances;
    }

    private static WhyOnePerson.Answer between(PersonGraph person, Side one, Side other) {
        return new WhyOnePerson(person)
                .between(one.nodes(person), other.nodes(person))
                .orElseThrow();
    }

    private static String identifier(PersonGraph person, long node) {
        return person.profile().nodes().values().stream()
                .filter(it -> it.id() == node)
                .map(it -> it.identifier().value())
                .findFirst()
                .orElseThrow();
    }
}
