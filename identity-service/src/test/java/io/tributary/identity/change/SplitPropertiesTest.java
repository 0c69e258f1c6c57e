package io.tributary.identity.change;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.Guard;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.InMemoryGraph;
import io.tributary.identity.graph.ResolveBatch;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.SharedDevices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SplitPropertiesTest {

    private static final int WORLDS = 1_000;

    private final java.util.function.Supplier<UUID> ids = Events.ids();
    private final ResolveBatch batch = new ResolveBatch(IdentityRules.defaults(), ids);
    private final SplitProfile splitProfile = new SplitProfile(ids);

    private void resolve(InMemoryGraph graph, IdentifiedEvent... events) {
        for (var event : events) {
            graph.apply(batch.decide(
                            graph.view(Graphs.Wanted.owners(List.of(event)), SharedDevices.defaults()), List.of(event))
                    .change());
        }
    }

    private SplitVerdict undo(InMemoryGraph graph, UUID loser) {
        var verdict = splitProfile.split(
                graph.person(loser).orElseThrow(), new SplitRequest.UndoMerge(loser), graph.number() + 1);
        graph.apply(verdict.change());
        return verdict;
    }

    @Test
    void restoresTheEarlierPeopleAndTheirIdsExactly() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var graph = new InMemoryGraph();
            twoPeople(random).forEach(it -> resolve(graph, it));
            var before = graph.partition();
            assertThat(before).as("seed %d", seed).hasSize(2);

            resolve(graph, event(50, pick(random, before.values(), 0), pick(random, before.values(), 1)));
            assertThat(graph.partition()).as("seed %d", seed).hasSize(1);
            undo(graph, graph.redirects().keySet().iterator().next());

            assertThat(graph.partition()).as("seed %d", seed).isEqualTo(before);
            assertThat(graph.redirects()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void givesWhatCameAfterTheMergeToTheSideThatItWasSeenWith() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, user("u1"), email("a@shop.org")), event(2, device("d2"), email("b@shop.org")));
        resolve(graph, event(3, email("a@shop.org"), email("b@shop.org")));
        resolve(graph, event(4, device("d2"), email("c@shop.org")), event(5, user("u1"), device("d1")));

        undo(graph, graph.redirects().keySet().iterator().next());

        assertThat(graph.partition().values())
                .containsExactlyInAnyOrder(
                        Set.of(user("u1"), email("a@shop.org"), device("d1")),
                        Set.of(device("d2"), email("b@shop.org"), email("c@shop.org")));
    }

    @Test
    void keepsTheSplitPartsApartWhenAnEventNamesBoth() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, email("a@shop.org")), event(2, device("d2")));
        resolve(graph, event(3, email("a@shop.org"), device("d2")));
        undo(graph, graph.redirects().keySet().iterator().next());

        var again = batch.decide(graph.view(), List.of(event(4, email("a@shop.org"), device("d2"))));

        assertThat(again.events().getFirst().demotions())
                .singleElement()
                .satisfies(it -> assertThat(it.guard()).isInstanceOf(Guard.KeptApart.class));
        assertThat(again.change().isEmpty()).isTrue();
    }

    @Test
    void leavesNestedRedirectsWithTheProfileThatLivesAgain() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, user("u1")), event(2, email("b@shop.org")), event(3, device("c")));
        var outer = graph.partition().keySet().stream().sorted().toList();
        resolve(graph, event(4, email("b@shop.org"), device("c")));
        resolve(graph, event(5, user("u1"), email("b@shop.org")));
        assertThat(graph.redirects()).hasSize(2);

        undo(graph, outer.get(1));

        assertThat(graph.partition())
                .containsEntry(outer.get(0), Set.of(user("u1")))
                .containsEntry(outer.get(1), Set.of(email("b@shop.org"), device("c")));
        assertThat(graph.redirects()).containsOnly(java.util.Map.entry(outer.get(2), outer.get(1)));
    }

    @Test
    void takesSomebodyElsesAddressOut() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, user("u1"), email("a@shop.org")), event(2, user("u1"), email("wrong@shop.org")));
        var person = graph.profiles().getFirst().id();

        var verdict = splitProfile.split(
                graph.person(person).orElseThrow(),
                new SplitRequest.TakeOut(Set.of(email("wrong@shop.org"))),
                graph.number() + 1);
        graph.apply(verdict.change());

        assertThat(graph.partition()).hasSize(2).containsEntry(person, Set.of(user("u1"), email("a@shop.org")));
    }

    @Test
    void neverBringsAConsentBack() {
        var graph = new InMemoryGraph();
        resolve(graph, Events.event(1, List.of(user("u1")), List.of(say(ConsentState.DENIED, 1)), List.of()));
        resolve(graph, Events.event(2, List.of(email("a@shop.org")), List.of(say(ConsentState.GRANTED, 2)), List.of()));
        resolve(graph, event(3, user("u1"), email("a@shop.org")));

        undo(graph, graph.redirects().keySet().iterator().next());

        assertThat(graph.profiles())
                .hasSize(2)
                .allSatisfy(
                        it -> assertThat(it.consents().byPurpose().get("mail")).isEqualTo(say(ConsentState.DENIED, 1)));
    }

    @Test
    void saysSoWhenThereIsNothingToSplit() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, user("u1")));
        var person = graph.person(graph.profiles().getFirst().id()).orElseThrow();

        var verdict = splitProfile.split(person, new SplitRequest.TakeOut(Set.of(user("u1"))), 2);

        assertThat(verdict).isInstanceOf(SplitVerdict.NothingToSplit.class);
    }

    private static Consent say(ConsentState state, long at) {
        return new Consent("mail", state, at, "shop");
    }

    /** Two people with disjoint identifiers, each connected by some events; only one of them has a user id. */
    private static List<IdentifiedEvent> twoPeople(Random random) {
        var events = new ArrayList<IdentifiedEvent>();
        events.addAll(onePerson(random, List.of(user("u"), email("a1@shop.org"), device("a2"), device("a3"))));
        events.addAll(onePerson(random, List.of(email("b1@shop.org"), device("b2"), device("b3"), device("b4"))));
        return events;
    }

    private static List<IdentifiedEvent> onePerson(Random random, List<Identifier> identifiers) {
        var events = new ArrayList<IdentifiedEvent>();
        int known = 1 + random.nextInt(identifiers.size());
        events.add(event(random.nextInt(40), identifiers.getFirst()));
        for (int i = 1; i < known; i++) {
            events.add(event(random.nextInt(40), identifiers.get(random.nextInt(i)), identifiers.get(i)));
        }
        return events;
    }

    private static Identifier pick(Random random, Iterable<Set<Identifier>> people, int which) {
        var sorted = new ArrayList<Set<Identifier>>();
        people.forEach(sorted::add);
        sorted.sort(java.util.Comparator.comparing(it -> new HashSet<>(it)
                .stream().map(Identifier::value).min(String::compareTo).orElseThrow()));
        var identifiers = sorted.get(which).stream()
                .sorted(java.util.Comparator.comparing(Identifier::value))
                .toList();
        return identifiers.get(random.nextInt(identifiers.size()));
    }
}
