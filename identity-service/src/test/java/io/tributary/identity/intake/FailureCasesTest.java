package io.tributary.identity.intake;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.phone;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.change.SplitProfile;
import io.tributary.identity.change.SplitRequest;
import io.tributary.identity.change.SplitVerdict;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.identifier.Normalised;
import io.tributary.identity.identifier.Normaliser;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong when events are made into people, case by case. What needs a database or other services is in
 * {@code FailureCasesIT}.
 */
class FailureCasesTest {

    private final Feed feed = new Feed(IdentityRules.defaults());
    private final SplitProfile splitProfile = new SplitProfile(UUID::randomUUID);

    private Profile profileOf(Identifier identifier) {
        var owner = feed.graph().view().owners().get(identifier);
        return Objects.requireNonNull(feed.graph().profile(Objects.requireNonNull(owner)));
    }

    private SplitVerdict split(UUID profile, SplitRequest request) {
        var verdict = splitProfile.split(
                feed.graph().person(profile).orElseThrow(),
                request,
                feed.graph().number() + 1);
        feed.graph().apply(verdict.change());
        return verdict;
    }

    @Test
    void keepsEverybodyApartWhoLogsInOnASharedDeviceAKioskOrInACallCentre() {
        var kiosk = device("kiosk");
        for (int i = 0; i < 200; i++) {
            feed.send(event(600_000L * i, kiosk), event(600_000L * i + 60_000, user("customer" + i), kiosk));
        }

        assertThat(feed.graph().profiles())
                .allSatisfy(it -> assertThat(it.nodes().keySet())
                        .filteredOn(id -> id.namespace().equals(Namespace.USER_ID))
                        .hasSizeLessThan(2));
        // From the third login on, what a customer looked at before the login is that customer's.
        assertThat(IntStream.range(3, 200))
                .allSatisfy(it -> assertThat(feed.personOf(2 * it)).isEqualTo(feed.personOf(2 * it + 1)));
    }

    @Test
    void doesNotCollapseAHouseholdThatSharesAPhoneAMailboxAndATablet() {
        var shared = List.of(phone("+4930123456"), email("family@shop.org"), device("tablet"));
        for (var name : List.of("anna", "ben", "cleo")) {
            for (var one : shared) {
                feed.send(event(feed.outcomes().size(), user(name), one, device(name + "s-phone")));
            }
        }

        assertThat(List.of("anna", "ben", "cleo"))
                .extracting(it -> profileOf(user(it)))
                .doesNotHaveDuplicates()
                .allSatisfy(it -> assertThat(it.nodes()).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void joinsNobodyThroughAPlaceholderValue() {
        var placeholders = List.of("test@test.com", "0000000000", "null", "[object Object]", "NaN", "undefined", "-1");
        for (int i = 0; i < placeholders.size(); i++) {
            for (var namespace : List.of(Namespace.USER_ID, Namespace.EMAIL, Namespace.PHONE, Namespace.ANONYMOUS_ID)) {
                for (var name : List.of("anna", "ben")) {
                    feed.send(event(i, user(name), new Identifier(namespace, placeholders.get(i))));
                }
            }
        }

        assertThat(feed.graph().partition().values())
                .containsExactlyInAnyOrder(Set.of(user("anna")), Set.of(user("ben")));
    }

    @Test
    void leavesTheOldHistoryWithTheOldOwnerOfARecycledPhoneOrAReusedMailbox() {
        var number = phone("+4915112345678");
        var mailbox = email("info@shop.org");
        feed.send(event(1, user("old"), number), event(2, user("old"), mailbox));

        var taker = feed.send(event(900, user("new"), number), event(901, user("new"), mailbox));

        assertThat(taker).isNotEqualTo(feed.personOf(0));
        assertThat(List.of(feed.personOf(0), feed.personOf(1)))
                .containsOnly(profileOf(user("old")).id());
    }

    @Test
    void keepsTwoAccountsApartWhenSomebodySwitchesThemWithoutAReset() {
        var laptop = device("laptop");
        feed.send(event(1, laptop), event(2, user("work"), laptop), event(3, user("home"), laptop), event(4, laptop));

        assertThat(profileOf(user("work"))).isNotEqualTo(profileOf(user("home")));
        assertThat(feed.personOf(3)).isEqualTo(profileOf(user("work")).id());
    }

    @Test
    void takesBackTheJoinOfTwoPeopleByATypoInAnEmail() {
        var anna = feed.send(event(1, email("anna@shop.org"), device("annas")));
        var hanna = feed.send(event(2, email("hanna@shop.org"), device("hannas")));
        feed.send(event(3, email("anna@shop.org"), device("hannas")));
        assertThat(feed.graph().profiles()).hasSize(1);

        split(anna, new SplitRequest.UndoMerge(hanna));

        assertThat(feed.graph().partition())
                .containsEntry(anna, Set.of(email("anna@shop.org"), device("annas")))
                .containsEntry(hanna, Set.of(email("hanna@shop.org"), device("hannas")));
        assertThat(feed.personOf(2)).isEqualTo(anna);
    }

    @Test
    void mergesNoChainWhoseEndsConflictWhateverTheOrderInWhichItComes() {
        var chain = List.of(
                event(1, user("a"), email("a@shop.org")),
                event(2, email("a@shop.org"), device("b")),
                event(3, email("c@shop.org"), device("b")),
                event(4, user("c"), email("c@shop.org")));
        for (int seed = 0; seed < 50; seed++) {
            var shuffled = new ArrayList<>(chain);
            Collections.shuffle(shuffled, new Random(seed));
            var one = new Feed(IdentityRules.defaults());

            shuffled.forEach(one::send);

            var owners = one.graph().view().owners();
            assertThat(owners.get(user("a"))).as("seed %d", seed).isNotEqualTo(owners.get(user("c")));
            assertThat(owners.get(device("b"))).as("seed %d", seed).isIn(owners.get(user("a")), owners.get(user("c")));
        }
    }

    @Test
    void givesALateAnonymousEventToTheSurvivorOfTheMerge() {
        var known = feed.send(event(1, user("anna")));
        feed.send(event(5, device("phone")));
        feed.send(event(9, user("anna"), device("phone")));

        assertThat(feed.send(event(3, device("phone")))).isEqualTo(known);
    }

    @Test
    void holdsAMergeStormWithinTheCapsAndStillResolvesEveryEvent() {
        var rules = IdentityRules.defaults();
        var robot = email("robot@shop.org");
        for (int i = 0; i < 3_000; i++) {
            feed.send(event(2L * i, device("tab" + i)), event(2L * i + 1, robot, device("tab" + i)));
        }

        var swollen = profileOf(robot);
        assertThat(swollen.nodes().size()).isLessThanOrEqualTo(rules.maxIdentifiers());
        assertThat(swollen.merges()).isLessThanOrEqualTo(rules.maxMerges());
        assertThat(feed.outcomes()).hasSize(6_000).noneMatch(it -> it.resolved().profile() == null);
    }

    @Test
    void givesEachSideOfAnUnmergeItsFormerIdAndItsOwnConsents() {
        var older = feed.send(says(1, ConsentState.GRANTED, "mail", user("anna")));
        var younger = feed.send(says(2, ConsentState.GRANTED, "ads", email("b@shop.org")));
        feed.send(event(3, user("anna"), email("b@shop.org")), says(4, ConsentState.DENIED, "sms", user("anna")));

        var verdict = split(older, new SplitRequest.UndoMerge(younger));

        assertThat(verdict).isInstanceOf(SplitVerdict.Split.class);
        assertThat(profileOf(user("anna")).id()).isEqualTo(older);
        assertThat(profileOf(email("b@shop.org")).id()).isEqualTo(younger);
        assertThat(profileOf(user("anna")).consents().byPurpose()).containsOnlyKeys("mail", "sms");
        assertThat(profileOf(email("b@shop.org")).consents().byPurpose()).containsOnlyKeys("ads", "sms");
    }

    @Test
    void letsTheMostRestrictiveConsentWinAMergeAndNoSplitResurrectOne() {
        var older = feed.send(says(1, ConsentState.DENIED, "mail", user("anna")));
        var younger = feed.send(says(2, ConsentState.GRANTED, "mail", email("a@shop.org")));
        feed.send(event(3, user("anna"), email("a@shop.org")));
        assertThat(profileOf(user("anna")).consents().byPurpose().get("mail"))
                .satisfies(it -> assertThat(it.state()).isEqualTo(ConsentState.DENIED));

        split(older, new SplitRequest.UndoMerge(younger));

        assertThat(feed.graph().profiles())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.consents().byPurpose().get("mail"))
                        .satisfies(mail -> assertThat(mail.state()).isEqualTo(ConsentState.DENIED)));
    }

    @Test
    void normalisesUnicodeAndCaseAndLeavesPlusTagsAndDotsAlone() {
        var spellings =
                List.of("Zoë.Q+news@Mail.Example", " zoe\u0308.q+NEWS@mail.example ", "ZO\u00CB.Q+News@MAIL.EXAMPLE");

        assertThat(spellings)
                .extracting(it -> normalised(Namespace.EMAIL, it, ""))
                .containsOnly("zo\u00EB.q+news@mail.example");
        assertThat(normalised(Namespace.EMAIL, "zoq@mail.example", ""))
                .isNotEqualTo(normalised(Namespace.EMAIL, "zo.q@mail.example", ""))
                .isNotEqualTo(normalised(Namespace.EMAIL, "zoq+news@mail.example", ""));
    }

    @Test
    void readsAPhoneWithoutACountryByTheTenantsRegionOrNotAtAll() {
        assertThat(normalised(Namespace.PHONE, "0151 1234 5678", "DE")).isEqualTo("+4915112345678");
        assertThat(normalised(Namespace.PHONE, "07400 123456", "GB")).isEqualTo("+447400123456");
        assertThat(normalised(Namespace.PHONE, "0151 1234 5678", "")).isEqualTo("NO_REGION");
    }

    private static String normalised(String namespace, String value, String region) {
        return switch (new Normaliser(IdentityRules.defaults(), region).normalise(new Candidate(namespace, value))) {
            case Normalised.Valid valid -> valid.identifier().value();
            case Normalised.Refused refused -> refused.reason().name();
        };
    }

    private static IdentifiedEvent says(long at, ConsentState state, String purpose, Identifier who) {
        return Events.event(at, List.of(who), List.of(new Consent(purpose, state, at, "shop")), List.of());
    }
}
