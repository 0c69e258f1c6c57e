package io.tributary.identity.intake;

import static io.tributary.identity.intake.SmallWorlds.batches;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.change.SplitProfile;
import io.tributary.identity.change.SplitRequest;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.HandMade;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.InMemoryGraph;
import io.tributary.identity.graph.JoinByHand;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds in every world under the rules that every tenant starts with, shared devices included; each world is made
 * from its seed, which a failure prints.
 */
class ResolutionPropertiesTest {

    private static final int WORLDS = 1_000;
    private static final IdentityRules RULES = IdentityRules.defaults();

    @Test
    void findsTheSamePeopleAsASearchInAnyOrderThatTheGuardsAllow() {
        int allowed = 0;
        for (int seed = 0; allowed < WORLDS; seed++) {
            var random = new Random(seed);
            var events = SmallWorlds.ofStrangers(random);
            Collections.shuffle(events, random);

            var feed = fed(events, random);

            if (feed.graphs().noted().isEmpty()) {
                allowed++;
                assertThat(Set.copyOf(feed.graph().partition().values()))
                        .as("seed %d", seed)
                        .isEqualTo(SmallWorlds.joined(events));
            }
        }
    }

    @Test
    void changesNothingWhenAnEventComesTwice() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var feed = new Feed(RULES);
            for (var event : SmallWorlds.ofAnything(new Random(seed))) {
                var first = feed.send(event);
                long number = feed.graph().number();

                var second = feed.send(event);

                assertThat(feed.graph().number()).as("seed %d", seed).isEqualTo(number);
                assertThat(second).as("seed %d", seed).isEqualTo(first);
            }
        }
    }

    @Test
    void neverBreaksALimitOrAUniqueNamespace() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var feed = new Feed(RULES);
            for (var batch : batches(SmallWorlds.ofAnything(random), random)) {
                feed.batch(batch);

                var beyond = feed.graph().profiles().stream()
                        .flatMap(it -> countsOf(it).entrySet().stream())
                        .filter(it -> it.getValue() > RULES.of(it.getKey()).limit())
                        .toList();
                assertThat(beyond).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static Map<String, Integer> countsOf(Profile profile) {
        var counts = new HashMap<String, Integer>();
        for (var node : profile.nodes().values()) {
            if (!node.isSession()) {
                counts.merge(node.identifier().namespace(), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Test
    void leavesEveryRedirectAtALivingProfile() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var feed = new Feed(RULES);
            for (var batch : batches(SmallWorlds.ofAnything(random), random)) {
                feed.batch(batch);
                if (random.nextInt(4) == 0) {
                    splitSomebody(feed.graph(), random);
                }

                var graph = feed.graph();
                var astray = graph.redirects().entrySet().stream()
                        .filter(it -> graph.profile(it.getKey()) != null || graph.profile(it.getValue()) == null)
                        .toList();
                assertThat(astray).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static void splitSomebody(InMemoryGraph graph, Random random) {
        var losers = graph.redirects().keySet().stream().sorted().toList();
        if (!losers.isEmpty()) {
            takeBack(graph, losers.get(random.nextInt(losers.size())));
        }
    }

    @Test
    void restoresEverybodyWhenAMergeIsTakenBack() {
        int merged = 0;
        for (int seed = 0; merged < WORLDS; seed++) {
            var random = new Random(seed);
            var graph = fed(SmallWorlds.ofAnything(random), random).graph();
            var partition = graph.partition();
            var redirects = graph.redirects();
            var both = new ArrayList<>(new TreeSet<>(partition.keySet()));
            Collections.shuffle(both, random);

            if (both.size() > 1 && isMerged(graph, both.get(0), both.get(1))) {
                merged++;
                assertThat(graph.partition()).as("seed %d", seed).hasSize(partition.size() - 1);
                var loser = graph.profile(both.get(0)) == null ? both.get(0) : both.get(1);
                takeBack(graph, loser);

                assertThat(graph.partition()).as("seed %d", seed).isEqualTo(partition);
                assertThat(graph.redirects()).as("seed %d", seed).isEqualTo(redirects);
            }
        }
    }

    private static boolean isMerged(InMemoryGraph graph, UUID one, UUID other) {
        var verdict = new JoinByHand(RULES).join(graph.view(), one, other, HandMade.byOperator("me", 1_000_000_000));
        graph.apply(verdict.change());
        return !verdict.change().isEmpty();
    }

    private static void takeBack(InMemoryGraph graph, UUID loser) {
        graph.apply(new SplitProfile(UUID::randomUUID)
                .split(graph.person(loser).orElseThrow(), new SplitRequest.UndoMerge(loser), graph.number() + 1)
                .change());
    }

    @Test
    void givesEveryAcceptedEventToExactlyOneLivingProfile() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var events = SmallWorlds.ofAnything(random);

            var feed = fed(events, random);

            var eventsOf = IntStream.range(0, events.size())
                    .mapToObj(feed::personOf)
                    .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
            assertThat(feed.outcomes()).as("seed %d", seed).hasSize(events.size());
            assertThat(feed.graph().partition().keySet()).as("seed %d", seed).containsAll(eventsOf.keySet());
            assertThat(eventsOf.values().stream().mapToLong(it -> it).sum())
                    .as("seed %d", seed)
                    .isEqualTo(events.size());
        }
    }

    @Test
    void comesToTheSameStateHoweverTheLogIsCutIntoBatches() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var events = SmallWorlds.ofAnything(new Random(seed));

            var live = fed(events, new Random(seed));
            var replayed = fed(events, new Random(-1 - seed));

            assertThat(stateOf(replayed)).as("seed %d", seed).isEqualTo(stateOf(live));
        }
    }

    @Test
    void comesToTheSameStateWhenItCrashesAtAnyPlaceInTheLog() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var events = SmallWorlds.ofAnything(random);
            var quiet = new Feed(RULES);
            var crashing = new Feed(RULES);
            for (var event : events) {
                quiet.batch(List.of(event));
                crashing.batch(List.of(event));
                if (random.nextBoolean()) {
                    // Dead after the commit and before the log knows of it: the batch comes again.
                    crashing.batch(List.of(event));
                }
            }

            assertThat(stateOf(crashing)).as("seed %d", seed).isEqualTo(stateOf(quiet));
        }
    }

    /** Who is one person, under which id, who led where, and what each person said. */
    private static List<Object> stateOf(Feed feed) {
        var said = new HashMap<UUID, Map<String, Consent>>();
        feed.graph().profiles().forEach(it -> said.put(it.id(), it.consents().byPurpose()));
        return List.of(feed.graph().partition(), feed.graph().redirects(), said);
    }

    @Test
    void neverLosesADenialToAMerge() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var feed = fed(SmallWorlds.ofAnything(random), random);
            for (var silent : silent(SmallWorlds.ofAnything(random))) {
                var before = denials(feed.graph());

                feed.send(silent);

                var after = denials(feed.graph());
                var lost = before.entrySet().stream()
                        .filter(it -> !after.getOrDefault(it.getKey(), Set.of()).containsAll(it.getValue()))
                        .toList();
                assertThat(lost).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static List<IdentifiedEvent> silent(List<IdentifiedEvent> events) {
        return events.stream()
                .map(it -> Events.event(it.at() + 1_000_000_000L, it.identifiers(), List.of(), List.of()))
                .toList();
    }

    /** By identifier, the purposes for which its person said no. Visits that are settled are left out. */
    private static Map<Identifier, Set<String>> denials(InMemoryGraph graph) {
        var denials = new HashMap<Identifier, Set<String>>();
        for (var profile : graph.profiles()) {
            var denied = profile.consents().byPurpose().values().stream()
                    .filter(it -> it.state() == ConsentState.DENIED)
                    .map(Consent::purpose)
                    .collect(Collectors.toSet());
            profile.nodes().keySet().forEach(it -> denials.put(it, new HashSet<>(denied)));
        }
        return denials;
    }

    @Test
    void neverBringsAConsentIntoAMergeThatNobodyGaveOrSomebodyDenied() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var feed = fed(SmallWorlds.ofAnything(random), random);
            for (var silent : silent(SmallWorlds.ofAnything(random))) {
                var before = new ArrayList<>(feed.graph().profiles());

                feed.send(silent);

                var unfounded = feed.graph().profiles().stream()
                        .flatMap(after -> after.consents().byPurpose().values().stream()
                                .filter(it -> !isFounded(it, before, after)))
                        .toList();
                assertThat(unfounded).as("seed %d", seed).isEmpty();
            }
        }
    }

    /** Somebody who became part of the profile had said so and, if it is a grant, nobody had said no. */
    private static boolean isFounded(Consent consent, List<Profile> before, Profile after) {
        var said = before.stream()
                .filter(it ->
                        !Collections.disjoint(it.nodes().keySet(), after.nodes().keySet()))
                .flatMap(it -> it.consents().byPurpose().values().stream())
                .filter(it -> it.purpose().equals(consent.purpose()))
                .map(Consent::state)
                .collect(Collectors.toSet());
        return consent.state() == ConsentState.GRANTED ? said.equals(Set.of(ConsentState.GRANTED)) : !said.isEmpty();
    }

    private static Feed fed(List<IdentifiedEvent> events, Random random) {
        var feed = new Feed(RULES);
        batches(events, random).forEach(feed::batch);
        return feed;
    }
}
