package io.tributary.identity.graph;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.phone;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.SharedDevices;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResolveBatchTest {

    private final InMemoryGraph graph = new InMemoryGraph();
    private final ResolveBatch batch = new ResolveBatch(IdentityRules.defaults(), Events.ids());

    private ResolveBatch.Decision resolve(IdentifiedEvent... events) {
        var decision = batch.decide(
                graph.view(Graphs.Wanted.owners(List.of(events)), SharedDevices.defaults()), List.of(events));
        graph.apply(decision.change());
        return decision;
    }

    private UUID profileOf(IdentifiedEvent event) {
        var profile = resolve(event).events().getFirst().profile();
        assertThat(profile).isNotNull();
        return java.util.Objects.requireNonNull(profile);
    }

    @Test
    void createsAProfileForAnIdentifierThatNobodyHas() {
        var decision = resolve(event(1, device("d1")));

        assertThat(decision.events().getFirst().resolution()).isInstanceOf(Resolution.Created.class);
        assertThat(graph.partition().values()).containsExactly(java.util.Set.of(device("d1")));
    }

    @Test
    void changesNothingWhenTheSameEventComesAgain() {
        var first = event(1, user("u1"), email("a@shop.org"), device("d1"));
        resolve(first);

        var again = resolve(first);

        assertThat(again.change().isEmpty()).isTrue();
        assertThat(again.events().getFirst().resolution()).isInstanceOf(Resolution.Attached.class);
    }

    @Test
    void mergesTheDeviceIntoTheOlderProfileWhenALoginNamesBoth() {
        var browsing = profileOf(event(1, device("d1")));
        profileOf(event(2, user("u1")));

        var login = resolve(event(3, user("u1"), device("d1")));

        assertThat(login.events().getFirst().resolution()).isInstanceOf(Resolution.Merged.class);
        assertThat(graph.partition()).containsOnlyKeys(browsing);
    }

    @Test
    void movesTheLosersOtherIdentifiersThatTheEventDoesNotName() {
        profileOf(event(1, email("a@shop.org"), device("d1")));
        profileOf(event(2, device("d2"), phone("+4915110000001")));

        resolve(event(3, email("a@shop.org"), device("d2")));

        assertThat(graph.partition().values())
                .containsExactly(
                        java.util.Set.of(email("a@shop.org"), device("d1"), device("d2"), phone("+4915110000001")));
    }

    @Test
    void givesEveryEventOfABatchThePersonThatHoldsAtItsEnd() {
        var decision = resolve(event(2, user("u1")), event(1, device("d1")), event(3, user("u1"), device("d1")));

        var people =
                decision.events().stream().map(Resolved::profile).distinct().toList();

        assertThat(people).hasSize(1);
        assertThat(decision.change().gone()).allMatch(GraphChange.Gone::fresh);
    }

    @Test
    void leavesTheDeviceOutWhenASecondUserLogsInOnIt() {
        var first = profileOf(event(1, user("u1"), device("d1")));

        var decision = resolve(event(2, user("u2"), device("d1")));

        var second = decision.events().getFirst();
        assertThat(second.profile()).isNotEqualTo(first);
        assertThat(second.identifiers()).containsExactly(user("u2"));
        assertThat(second.demotions()).singleElement().satisfies(it -> {
            assertThat(it.identifier()).isEqualTo(device("d1"));
            assertThat(it.guard()).isEqualTo(new Guard.NotUnique("user_id"));
        });
        assertThat(decision.guardHits()).hasSize(1);
    }

    @Test
    void leavesTheFourthMailAddressOut() {
        for (int i = 1; i <= 3; i++) {
            resolve(event(i, user("u1"), email("a" + i + "@shop.org")));
        }

        var fourth = resolve(event(4, user("u1"), email("a4@shop.org")));

        assertThat(fourth.events().getFirst().demotions())
                .extracting(it -> it.guard().label())
                .containsExactly("limit-email");
        assertThat(fourth.change().isEmpty()).isTrue();
    }

    @Test
    void countsOnlyValuesWithinThePeriodOfARule() {
        var weekly = new io.tributary.identity.rules.NamespaceRule(
                1, java.time.Duration.ofMillis(100), 100, false, List.of());
        var rules =
                new IdentityRules(1, java.util.Map.of("anonymous_id", weekly), 1_000, 100, SharedDevices.defaults());
        var periodic = new ResolveBatch(rules, Events.ids());
        graph.apply(periodic.decide(graph.view(), List.of(event(1, user("u1"), device("d1"))))
                .change());

        var tooSoon = periodic.decide(graph.view(), List.of(event(50, user("u1"), device("d2"))));
        var later = periodic.decide(graph.view(), List.of(event(150, user("u1"), device("d2"))));

        assertThat(tooSoon.events().getFirst().demotions()).hasSize(1);
        assertThat(later.events().getFirst().demotions()).isEmpty();
    }

    @Test
    void takesNoMoreIdentifiersThanTheCapAllows() {
        var capped = new ResolveBatch(
                new IdentityRules(1, java.util.Map.of(), 2, 100, SharedDevices.defaults()), Events.ids());

        var decision = capped.decide(graph.view(), List.of(event(1, user("u1"), email("a@shop.org"), device("d1"))));

        assertThat(decision.events().getFirst().demotions())
                .extracting(Demotion::guard)
                .containsExactly(new Guard.TooManyIdentifiers());
    }

    @Test
    void keepsTheStricterConsentWhenTwoProfilesBecomeOne() {
        resolve(event(1, List.of(user("u1")), List.of(say(ConsentState.GRANTED, 9)), List.of()));
        resolve(event(2, List.of(email("a@shop.org")), List.of(say(ConsentState.DENIED, 2)), List.of()));

        resolve(event(3, user("u1"), email("a@shop.org")));

        assertThat(graph.profiles())
                .singleElement()
                .satisfies(
                        it -> assertThat(it.consents().byPurpose().get("mail")).isEqualTo(say(ConsentState.DENIED, 2)));
    }

    @Test
    void followsTheNewerAnswerOfOnePerson() {
        resolve(event(1, List.of(user("u1")), List.of(say(ConsentState.DENIED, 1)), List.of()));

        resolve(event(5, List.of(user("u1")), List.of(say(ConsentState.GRANTED, 5)), List.of()));
        var late = resolve(event(3, List.of(user("u1")), List.of(say(ConsentState.DENIED, 3)), List.of()));

        assertThat(late.change().isEmpty()).isTrue();
        assertThat(graph.profiles().getFirst().consents().byPurpose().get("mail"))
                .isEqualTo(say(ConsentState.GRANTED, 5));
    }

    @Test
    void remembersTheUnsubscribeOfTheEventsOwnAddress() {
        resolve(event(1, user("u1"), email("a@shop.org")), event(2, user("u1"), email("b@shop.org")));
        var signal = new PointSignal(PointSignal.Kind.UNSUBSCRIBE, 7);

        resolve(event(7, List.of(email("a@shop.org")), List.of(), List.of(signal)));

        var nodes = graph.profiles().getFirst().nodes();
        assertThat(nodes.get(email("a@shop.org")))
                .satisfies(it -> assertThat(it.points().unsubscribe()).isEqualTo(7L));
        assertThat(nodes.get(email("b@shop.org")))
                .satisfies(it -> assertThat(it.points().unsubscribe()).isNull());
    }

    @Test
    void takesAProofForTheAddressOfItsEventAndNoOther() {
        resolve(event(1, user("u1"), email("a@shop.org")), event(2, user("u1"), email("b@shop.org")));
        var proof = PointSignal.proof(email("a@shop.org"), 7);

        resolve(event(7, List.of(user("u1")), List.of(), List.of(proof)));
        var withoutAddress = graph.profiles().getFirst().nodes();
        resolve(event(7, List.of(email("a@shop.org"), email("b@shop.org")), List.of(), List.of(proof)));

        assertThat(withoutAddress.values()).allMatch(it -> it.points().verified() == null);
        var nodes = graph.profiles().getFirst().nodes();
        assertThat(nodes.get(email("a@shop.org")))
                .satisfies(it -> assertThat(it.points().verified()).isEqualTo(7L));
        assertThat(nodes.get(email("b@shop.org")))
                .satisfies(it -> assertThat(it.points().verified()).isNull());
    }

    @Test
    void writesDownOnceADayThatAnAddressIsStillUsed() {
        long day = Duration.ofDays(1).toMillis();
        resolve(event(0, user("u1"), email("a@shop.org")));

        var sameDay = resolve(event(day - 1, user("u1"), email("a@shop.org")));
        var withoutAddress = resolve(event(3 * day, user("u1")));
        var nextDay = resolve(event(day, user("u1"), email("a@shop.org")));

        assertThat(sameDay.change().isEmpty()).isTrue();
        assertThat(withoutAddress.change().isEmpty()).isTrue();
        assertThat(nextDay.change().touched()).hasSize(1);
        assertThat(graph.profiles().getFirst().nodes().get(email("a@shop.org")))
                .satisfies(it -> assertThat(it.lastSeen()).isEqualTo(day));
    }

    @Test
    void writesNothingForAGrantThatIsStampedOnEveryEvent() {
        long day = Duration.ofDays(1).toMillis();
        resolve(event(0, List.of(user("u1")), List.of(say(ConsentState.GRANTED, 0)), List.of()));

        for (int i = 1; i < 100; i++) {
            var again = resolve(event(i, List.of(user("u1")), List.of(say(ConsentState.GRANTED, i)), List.of()));
            assertThat(again.change().isEmpty()).isTrue();
        }
        var nextDay = resolve(event(day, List.of(user("u1")), List.of(say(ConsentState.GRANTED, day)), List.of()));

        assertThat(nextDay.change().consents()).hasSize(1);
    }

    @Test
    void takesAGrantAgainAfterADenial() {
        resolve(event(0, List.of(user("u1")), List.of(say(ConsentState.GRANTED, 0)), List.of()));
        resolve(event(1, List.of(user("u1"), device("d1")), List.of(), List.of()));
        resolve(event(2, List.of(device("d1")), List.of(say(ConsentState.DENIED, 2)), List.of()));

        resolve(event(3, List.of(user("u1")), List.of(say(ConsentState.GRANTED, 3)), List.of()));

        assertThat(graph.profiles().getFirst().consents().byPurpose().get("mail"))
                .isEqualTo(say(ConsentState.GRANTED, 3));
    }

    @Test
    void writesNothingForAnAddressThatIsSeenInAnImportOfHistory() {
        long day = Duration.ofDays(1).toMillis();
        var today = new ResolveBatch(IdentityRules.defaults(), Events.ids(), Present.at(400 * day));
        graph.apply(today.decide(graph.view(), List.of(event(0, user("u1"), email("a@shop.org"))))
                .change());

        for (int i = 1; i < 398; i++) {
            var past = today.decide(graph.view(), List.of(event(i * day, user("u1"), email("a@shop.org"))));
            assertThat(past.change().isEmpty()).isTrue();
        }
        var live = today.decide(graph.view(), List.of(event(399 * day, user("u1"), email("a@shop.org"))));

        assertThat(live.change().touched()).hasSize(1);
    }

    @Test
    void isNotBlockedByAnAddressThatWasSeenInTheFuture() {
        long day = Duration.ofDays(1).toMillis();
        resolve(event(4_000 * day, user("u1"), email("a@shop.org")));
        var today = new ResolveBatch(IdentityRules.defaults(), Events.ids(), Present.at(400 * day));

        graph.apply(today.decide(graph.view(), List.of(event(400 * day, user("u1"), email("a@shop.org"))))
                .change());
        var ahead = today.decide(graph.view(), List.of(event(5_000 * day, user("u1"), email("a@shop.org"))));

        assertThat(graph.profiles().getFirst().nodes().get(email("a@shop.org")))
                .satisfies(it -> assertThat(it.lastSeen()).isEqualTo(400 * day));
        assertThat(ahead.change().isEmpty()).isTrue();
    }

    @Test
    void leavesAnEventWithoutAnyIdentifierToNobody() {
        var decision = resolve(event(1));

        assertThat(decision.events().getFirst().resolution()).isInstanceOf(Resolution.Unidentified.class);
        assertThat(decision.change().isEmpty()).isTrue();
    }

    @Test
    void keepsAHouseholdsSharedPhoneFromMakingOnePersonOfTwo() {
        resolve(event(1, user("anna"), phone("+4930123456")));

        resolve(event(2, user("ben"), phone("+4930123456")));

        assertThat(graph.profiles()).hasSize(2);
    }

    private static Consent say(ConsentState state, long at) {
        return new Consent("mail", state, at, "shop");
    }
}
