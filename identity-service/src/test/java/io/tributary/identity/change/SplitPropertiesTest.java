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
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    void givesAGrantToWhoSaidItWhileTheyWereOne() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, user("anna")), event(2, email("bert@shop.org")));
        resolve(graph, event(3, user("anna"), email("bert@shop.org")));
        resolve(graph, said(4, email("bert@shop.org"), ConsentState.GRANTED));

        undo(graph, graph.redirects().keySet().iterator().next());

        assertThat(answers(graph, user("anna"))).isEmpty();
        assertThat(answers(graph, email("bert@shop.org"))).containsEntry("mail", ConsentState.GRANTED);
    }

    @Test
    void leavesADenialWithWhoSaidItEvenIfTheOtherHadTheLastWord() {
        var graph = new InMemoryGraph();
        resolve(graph, said(1, user("anna"), ConsentState.DENIED), event(2, email("bert@shop.org")));
        resolve(graph, event(3, user("anna"), email("bert@shop.org")));
        resolve(graph, said(4, email("bert@shop.org"), ConsentState.GRANTED));
        assertThat(answers(graph, user("anna"))).containsEntry("mail", ConsentState.GRANTED);

        undo(graph, graph.redirects().keySet().iterator().next());

        assertThat(answers(graph, user("anna"))).containsEntry("mail", ConsentState.DENIED);
        assertThat(answers(graph, email("bert@shop.org"))).containsEntry("mail", ConsentState.GRANTED);
    }

    @Test
    void leavesTheGrantOfAProfileThatStaysMergedWhenAnotherGoes() {
        var graph = new InMemoryGraph();
        resolve(graph, event(1, user("anna")));
        resolve(graph, said(2, email("one@shop.org"), ConsentState.GRANTED));
        resolve(graph, said(3, device("two"), ConsentState.GRANTED));
        var two = graph.holder(device("two")).orElseThrow();
        resolve(graph, event(4, user("anna"), email("one@shop.org")), event(5, user("anna"), device("two")));

        undo(graph, two);

        assertThat(answers(graph, user("anna"))).containsEntry("mail", ConsentState.GRANTED);
        assertThat(answers(graph, device("two"))).containsEntry("mail", ConsentState.GRANTED);
    }

    @Test
    void joinsAnewOnlyWhatStaysMerged() {
        var graph = new InMemoryGraph();
        resolve(graph, said(1, user("anna"), ConsentState.DENIED));
        resolve(graph, said(20, email("one@shop.org"), ConsentState.GRANTED), event(30, device("two")));
        var two = graph.holder(device("two")).orElseThrow();
        resolve(graph, event(40, user("anna"), email("one@shop.org")), event(41, user("anna"), device("two")));
        resolve(graph, said(50, device("two"), ConsentState.GRANTED));
        assertThat(answers(graph, user("anna"))).containsEntry("mail", ConsentState.GRANTED);

        undo(graph, two);

        // Without the other the merge of a denial with a later grant is a denial, as always.
        assertThat(answers(graph, user("anna"))).containsEntry("mail", ConsentState.DENIED);
    }

    /** The oracle is the world in which nobody was ever merged. */
    @Test
    void leavesEachPersonWithWhatTheyWouldHaveSaidAlone() {
        int granted = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var anna = List.of(user("anna"), device("anna-phone"), email("anna@shop.org"));
            var bert = List.of(device("bert-phone"), email("bert@shop.org"), device("bert-laptop"));
            var told = new ArrayList<IdentifiedEvent>();
            told.add(Events.event(1, anna, List.of(), List.of()));
            told.add(Events.event(2, bert, List.of(), List.of()));
            for (int at = 3; at < 20; at++) {
                var by = random.nextBoolean() ? anna : bert;
                var state = random.nextInt(4) == 0 ? ConsentState.DENIED : ConsentState.GRANTED;
                var purpose = "purpose-" + random.nextInt(3);
                told.add(Events.event(
                        at,
                        List.of(by.get(random.nextInt(3))),
                        List.of(new Consent(purpose, state, at, "shop")),
                        List.of()));
            }
            var merged = new InMemoryGraph();
            var alone = new InMemoryGraph();
            int when = 2 + random.nextInt(told.size() - 2);
            for (int i = 0; i < told.size(); i++) {
                if (i == when) {
                    resolve(merged, event(i, anna.get(random.nextInt(3)), bert.get(random.nextInt(3))));
                    assertThat(merged.partition()).as("seed %d", seed).hasSize(1);
                }
                resolve(merged, told.get(i));
                resolve(alone, told.get(i));
            }

            undo(merged, merged.redirects().keySet().iterator().next());

            for (var one : List.of(anna, bert)) {
                var other = one.equals(anna) ? bert : anna;
                var expected = answers(alone, one.getFirst());
                var denied = answers(alone, other.getFirst());
                var now = answers(merged, one.getFirst());
                for (int i = 0; i < 3; i++) {
                    var purpose = "purpose-" + i;
                    var said = expected.get(purpose);
                    if (now.get(purpose) == ConsentState.GRANTED) {
                        granted++;
                        assertThat(said).as("seed %d, %s", seed, purpose).isEqualTo(ConsentState.GRANTED);
                    } else if (said == ConsentState.GRANTED) {
                        // Only what the other denied may have ended it.
                        assertThat(everDenied(told, other, purpose))
                                .as("seed %d, %s %s", seed, purpose, denied)
                                .isTrue();
                    } else {
                        assertThat(now.get(purpose) == ConsentState.DENIED || said == null)
                                .as("seed %d, %s", seed, purpose)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(granted).isGreaterThan(WORLDS);
    }

    private static boolean everDenied(List<IdentifiedEvent> told, List<Identifier> by, String purpose) {
        return told.stream()
                .filter(it -> by.containsAll(it.identifiers()))
                .flatMap(it -> it.consents().stream())
                .anyMatch(it -> it.purpose().equals(purpose) && it.state() == ConsentState.DENIED);
    }

    private static Map<String, ConsentState> answers(InMemoryGraph graph, Identifier holder) {
        var profile = graph.profile(graph.holder(holder).orElseThrow());
        return Objects.requireNonNull(profile).consents().byPurpose().values().stream()
                .collect(Collectors.toMap(Consent::purpose, Consent::state));
    }

    private static IdentifiedEvent said(long at, Identifier by, ConsentState state) {
        return Events.event(at, List.of(by), List.of(say(state, at)), List.of());
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
