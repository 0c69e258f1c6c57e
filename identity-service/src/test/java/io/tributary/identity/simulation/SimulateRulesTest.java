package io.tributary.identity.simulation;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tributary.identity.change.SplitProfile;
import io.tributary.identity.change.SplitRequest;
import io.tributary.identity.graph.HandMade;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.JoinByHand;
import io.tributary.identity.graph.Node;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.intake.Feed;
import io.tributary.identity.intake.SmallWorlds;
import io.tributary.identity.policy.OurResolution;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.NamespaceRule;
import io.tributary.identity.rules.SharedDevices;
import io.tributary.simulator.world.World;
import io.tributary.simulator.world.WorldShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SimulateRulesTest {

    private static final int WORLDS = 1_000;
    private static final IdentityRules PRESENT = IdentityRules.defaults();

    private final Feed feed = new Feed(PRESENT);

    private static IdentityRules with(String namespace, NamespaceRule rule) {
        var namespaces = new HashMap<>(PRESENT.namespaces());
        namespaces.put(namespace, rule);
        return new IdentityRules(1, namespaces, 1_000, 100, SharedDevices.defaults());
    }

    private static NamespaceRule limit(int values, int priority) {
        return new NamespaceRule(values, null, priority, false, List.of());
    }

    private static RulesEffect effect(Feed feed, IdentityRules other) {
        return new SimulateRules((_, _, _) -> Remembered.of(feed), feed.graphs(), Feed.tenants(), 1_000)
                .simulate("acme", other, 1)
                .orElseThrow();
    }

    private RulesEffect effect(IdentityRules other) {
        return effect(feed, other);
    }

    private UUID owner(Identifier identifier) {
        return feed.graph().holder(identifier).orElseThrow();
    }

    @Test
    void changesNobodyUnderThePresentRules() {
        for (int seed = 0; seed < WORLDS; seed++) {
            var random = new Random(seed);
            var world = new Feed(PRESENT);
            SmallWorlds.batches(SmallWorlds.ofAnything(random), random).forEach(world::batch);

            var effect = effect(world, PRESENT);

            assertThat(effect.splits().people() + effect.joins().people() + effect.forgotten() + effect.found())
                    .as("seed %d", seed)
                    .isZero();
            assertThat(effect.then()).as("seed %d", seed).isEqualTo(effect.now());
        }
    }

    @Test
    void tellsPeopleWhomNoGuardTouchedAgainAsTheyAre() {
        int untouched = 0;
        for (int seed = 0; untouched < WORLDS; seed++) {
            var random = new Random(seed);
            var world = new Feed(PRESENT);
            var inTime = new ArrayList<>(SmallWorlds.ofStrangers(random));
            inTime.sort(Comparator.comparingLong(IdentifiedEvent::at));
            SmallWorlds.batches(inTime, random).forEach(world::batch);

            if (world.graphs().noted().isEmpty()) {
                untouched++;
                assertThat(effect(world, PRESENT).looked().different())
                        .as("seed %d", seed)
                        .isZero();
            }
        }
    }

    @Test
    void joinsPeopleWhomALooserLimitAllows() {
        for (int i = 0; i < 4; i++) {
            feed.send(event(2L * i, email("e" + i + "@shop.org"), device("d" + i)));
            feed.send(event(2L * i + 1, user("anna"), email("e" + i + "@shop.org")));
        }

        var effect = effect(with(Namespace.EMAIL, limit(5, 20)));

        assertThat(effect.joins().people()).isEqualTo(1);
        assertThat(effect.splits().people()).isZero();
        assertThat(effect.joins().samples())
                .containsExactly(List.of(
                        new RulesEffect.Part(
                                List.of(owner(user("anna"))), Map.of("user_id", 1, "email", 3, "anonymous_id", 3)),
                        new RulesEffect.Part(
                                List.of(owner(email("e3@shop.org"))), Map.of("email", 1, "anonymous_id", 1))));
        assertThat(effect.now().refused()).containsExactly(Map.entry("limit-email", 1));
        assertThat(effect.then().refused()).isEmpty();
        assertThat(effect.looked().different()).isZero();
    }

    @Test
    void findsAnIdentifierThatIsNobodysWhenALooserLimitTakesIt() {
        for (int i = 0; i < 4; i++) {
            feed.send(event(i, user("anna"), email("e" + i + "@shop.org")));
        }

        var effect = effect(with(Namespace.EMAIL, limit(5, 20)));

        assertThat(effect.found()).isEqualTo(1);
        assertThat(effect.joins().people()).isZero();
    }

    @Test
    void splitsPeopleWhomAStricterLimitForbids() {
        feed.send(event(1, email("a@shop.org"), device("d")), event(2, email("b@shop.org"), device("d")));

        var effect = effect(with(Namespace.EMAIL, limit(1, 20)));

        assertThat(effect.splits().people()).isEqualTo(1);
        assertThat(Remembered.counts(effect.splits().samples().getFirst()))
                .isEqualTo(Map.of("email", 2, "anonymous_id", 1));
        assertThat(effect.now().people()).isEqualTo(1);
        assertThat(effect.then().people()).isEqualTo(2);
    }

    @Test
    void takesADeviceFromItsFirstOwnerWhenTwoAreTooMany() {
        feed.send(event(1, user("anna"), device("tablet")), event(2, user("ben"), device("tablet")));

        var effect = effect(PRESENT.with(SharedDevices.defaults().withOwners(2)));

        assertThat(effect.splits().people()).isEqualTo(1);
        assertThat(effect.now().sharedDevices()).isZero();
        assertThat(effect.then().sharedDevices()).isEqualTo(1);
    }

    @Test
    void givesADeviceBackWhenFourOwnersAreStillAHousehold() {
        for (var name : List.of("anna", "ben", "cleo")) {
            feed.send(event(feed.outcomes().size(), user(name), device("tablet")));
        }

        var effect = effect(PRESENT.with(SharedDevices.defaults().withOwners(4)));

        assertThat(effect.looked().different()).isZero();
        assertThat(effect.now().sharedDevices()).isEqualTo(1);
        assertThat(effect.then().sharedDevices()).isZero();
        assertThat(effect.joins().people()).isEqualTo(1);
    }

    @Test
    void forgetsIdentifiersThatTheRulesBlock() {
        feed.send(event(1, user("anna"), email("info@shop.org")), event(2, user("anna"), device("d")));

        var effect = effect(with(Namespace.EMAIL, new NamespaceRule(3, null, 20, false, List.of("info@*"))));

        assertThat(effect.forgotten()).isEqualTo(1);
        assertThat(effect.splits().people()).isZero();
    }

    @Test
    void keepsWhatPeopleSaid() {
        var one = feed.send(event(1, email("a@shop.org"), device("a")));
        var other = feed.send(event(2, email("b@shop.org"), device("b")));
        feed.send(event(3, email("a@shop.org"), device("b")));
        feed.graph()
                .apply(new SplitProfile(UUID::randomUUID)
                        .split(
                                feed.graph().person(one).orElseThrow(),
                                new SplitRequest.UndoMerge(other),
                                feed.graph().number() + 1)
                        .change());
        var third = feed.send(event(4, email("c@shop.org")));
        feed.graph()
                .apply(new JoinByHand(PRESENT)
                        .join(feed.graph().view(), one, third, HandMade.byOperator("me", 5))
                        .change());

        var effect = effect(with(Namespace.PHONE, limit(1, 30)));

        assertThat(effect.looked().different()).isZero();
        assertThat(effect.then().people()).isEqualTo(2);
    }

    @Test
    void foretellsWhatTheRulesMakeOfAWorldOfHouseholds() {
        var world = World.of(
                WorldShape.published().with(1_000, WorldShape.published().habits()), 1);
        var other = PRESENT.with(SharedDevices.defaults().withOwners(2));
        var made = new OurResolution(PRESENT).fed(world);
        var wouldBe = new OurResolution(other).fed(world);

        var effect = effect(made, other);

        assertThat(effect.looked().people()).isEqualTo(people(made));
        assertThat(effect.looked().different()).isLessThan(people(made) / 100);
        assertThat((double) effect.then().people()).isCloseTo(people(wouldBe), withinPercentage(1));
        assertThat(people(wouldBe) - people(made)).isGreaterThan(people(made) / 10);
    }

    /** Those who are more than a visit. */
    private static int people(Feed feed) {
        return (int) feed.graph().profiles().stream()
                .filter(it -> !it.nodes().values().stream().allMatch(Node::isSession))
                .count();
    }

    @Test
    void touchesNothing() {
        feed.send(event(1, email("a@shop.org"), device("d")), event(2, email("b@shop.org"), device("d")));
        var before = feed.graph().partition();
        long number = feed.graph().number();

        effect(with(Namespace.EMAIL, limit(1, 20)));

        assertThat(feed.graph().partition()).isEqualTo(before);
        assertThat(feed.graph().number()).isEqualTo(number);
    }

    @Test
    void refusesASecondOneWhileTheFirstIsInMemory() {
        var inner = new ArrayList<Optional<RulesEffect>>();
        var simulations = new ArrayList<SimulateRules>();
        simulations.add(new SimulateRules(
                (tenant, _, seed) -> {
                    inner.add(simulations.getFirst().simulate(tenant, PRESENT, seed));
                    return Remembered.of(feed);
                },
                feed.graphs(),
                Feed.tenants(),
                1_000));

        var outer = simulations.getFirst().simulate("acme", PRESENT, 1);

        assertThat(outer).isPresent();
        assertThat(inner).containsExactly(Optional.empty());
        assertThat(simulations.getFirst().simulate("acme", PRESENT, 1)).isPresent();
    }
}
