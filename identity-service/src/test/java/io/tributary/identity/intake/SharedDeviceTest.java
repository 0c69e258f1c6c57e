package io.tributary.identity.intake;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.graph.Guard;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.NamespaceRule;
import io.tributary.identity.rules.SharedDevices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tablet that three people log in on; a pause of more than half an hour parts two visits. */
class SharedDeviceTest {

    private static final long MINUTE = 60_000;
    private static final Identifier TABLET = device("tablet");

    private final Feed feed = new Feed(IdentityRules.defaults());

    private static IdentifiedEvent at(long minute, Identifier... identifiers) {
        return event(minute * MINUTE, identifiers);
    }

    private Map<Identifier, UUID> owners() {
        return feed.graph().view().owners();
    }

    private PersonGraph person(Identifier identifier) {
        return feed.graph()
                .person(Objects.requireNonNull(owners().get(identifier)))
                .orElseThrow();
    }

    private void share() {
        feed.send(at(0, user("anna"), TABLET), at(1, user("ben"), TABLET), at(2, user("cleo"), TABLET));
    }

    @Test
    void staysTheFirstPersonsUntilTheThirdLogsIn() {
        feed.send(at(0, user("anna"), TABLET), at(1, user("ben"), TABLET));

        assertThat(owners().get(TABLET)).isEqualTo(owners().get(user("anna")));
    }

    @Test
    void belongsToNobodyOnceTheThirdLogsIn() {
        share();

        assertThat(feed.graph().partition().values())
                .containsExactlyInAnyOrder(
                        Set.of(user("anna")), Set.of(user("ben")), Set.of(user("cleo")), Set.of(TABLET));
        assertThat(feed.graphs().noted())
                .filteredOn(it -> it.demotion().guard().equals(new Guard.SharedDevice()))
                .extracting(GuardHit::profile)
                .containsExactlyInAnyOrder(owners().get(user("anna")), owners().get(user("cleo")));
        var anna = person(user("anna"));
        assertThat(anna.edges()).hasSize(1).noneMatch(PersonGraph.EvidenceRow::isLive);
    }

    @Test
    void leavesItsIdToThePersonWhomItMet() {
        var met = feed.send(at(0, TABLET));
        feed.send(at(1, user("anna"), email("anna@shop.org")));

        feed.send(at(2, user("anna"), TABLET), at(3, user("ben"), TABLET), at(4, user("cleo"), TABLET));

        assertThat(feed.graph().partition()).containsEntry(met, Set.of(user("anna"), email("anna@shop.org")));
        assertThat(owners().get(TABLET)).isNotEqualTo(met);
    }

    @Test
    void getsItsFormerIdBackWhenAMergeHadBroughtIt() {
        var anna = feed.send(at(0, user("anna")));
        var tablet = feed.send(at(1, TABLET));

        feed.send(at(2, user("anna"), TABLET), at(3, user("ben"), TABLET), at(4, user("cleo"), TABLET));

        assertThat(feed.graph().partition())
                .containsEntry(anna, Set.of(user("anna")))
                .containsEntry(tablet, Set.of(TABLET));
        assertThat(feed.graph().redirects()).isEmpty();
    }

    @Test
    void letsFallApartWhatItAloneHeldTogether() {
        feed.send(at(0, email("a@shop.org"), TABLET), at(1, email("b@shop.org"), TABLET));
        share();

        assertThat(feed.graph().partition().values())
                .contains(Set.of(email("a@shop.org")), Set.of(email("b@shop.org")), Set.of(user("anna")));
    }

    @Test
    void doesNotKeepThePartsApartWhenOtherEvidenceJoinsThem() {
        feed.send(at(0, email("a@shop.org"), TABLET), at(1, email("b@shop.org"), TABLET));
        share();

        feed.send(at(9, email("a@shop.org"), email("b@shop.org")));

        assertThat(feed.graph().partition().values()).contains(Set.of(email("a@shop.org"), email("b@shop.org")));
    }

    @Test
    void givesTheVisitToTheLoginThatFollows() {
        share();
        feed.send(at(100, TABLET), at(110, TABLET));

        var cleo = feed.send(at(120, user("cleo"), TABLET));

        assertThat(List.of(feed.personOf(3), feed.personOf(4))).containsOnly(cleo);
        assertThat(feed.graph().person(cleo).orElseThrow().edges())
                .filteredOn(PersonGraph.EvidenceRow::isLive)
                .singleElement()
                .satisfies(it -> assertThat(it.edge().rule()).isEqualTo("same-session"));
    }

    @Test
    void neverGivesAnEventToTheLastUser() {
        share();

        var visitor = feed.send(at(3, TABLET));

        assertThat(feed.graph().partition().get(visitor))
                .singleElement()
                .satisfies(it -> assertThat(it.namespace()).isEqualTo("device-session"));
    }

    @Test
    void partsVisitsByTheRulesPause() {
        share();

        var first = feed.send(at(100, TABLET));
        var same = feed.send(at(130, TABLET));
        var next = feed.send(at(161, TABLET));

        assertThat(same).isEqualTo(first);
        assertThat(next).isNotEqualTo(first);
    }

    @Test
    void takesALateEventIntoTheVisitThatItsLoginEnded() {
        share();
        feed.send(at(100, TABLET));
        var cleo = feed.send(at(110, user("cleo"), TABLET));

        assertThat(feed.send(at(105, TABLET))).isEqualTo(cleo);
        assertThat(feed.send(at(111, TABLET))).isNotEqualTo(cleo);
    }

    @Test
    void keepsForItselfWhatHappenedBeforeItWasShared() {
        share();

        assertThat(feed.send(at(1, TABLET))).isEqualTo(owners().get(TABLET));
        assertThat(feed.graph().number()).isEqualTo(4);
    }

    @Test
    void leavesAVisitAloneWhenTheLoginHadHappenedBeforeItsEnd() {
        share();
        var visitor = feed.send(at(100, TABLET), at(110, TABLET));

        var cleo = feed.send(at(105, user("cleo"), TABLET));

        assertThat(cleo).isNotEqualTo(visitor);
    }

    @Test
    void joinsTwoVisitsWhenALateEventClosesTheGap() {
        share();
        feed.send(at(100, TABLET), at(140, TABLET));

        feed.send(at(120, TABLET));

        assertThat(feed.personOf(3)).isEqualTo(feed.personOf(4));
    }

    @Test
    void changesNothingWhenItsEventsComeAgain() {
        share();
        var visits =
                List.of(at(100, TABLET), at(110, user("cleo"), TABLET), at(115, TABLET), at(200, user("ben"), TABLET));
        feed.batch(visits);
        long before = feed.graph().number();

        feed.batch(visits);

        assertThat(feed.graph().number()).isEqualTo(before);
    }

    @Test
    void tellsEventsBeforeTheFlagFromThoseAfterItWithinOneBatch() {
        feed.batch(List.of(
                at(0, TABLET),
                at(1, user("anna"), TABLET),
                at(2, user("ben"), TABLET),
                at(3, user("cleo"), TABLET),
                at(4, TABLET)));

        assertThat(feed.outcomes()).extracting(ResolveEvents.Numbered::number).containsExactly(1L, 1L, 1L, 3L, 3L);
        assertThat(feed.personOf(0)).isEqualTo(owners().get(TABLET));
        assertThat(feed.personOf(4)).isNotIn(owners().get(TABLET), owners().get(user("cleo")));
    }

    @Test
    void isFlaggedAtItsNextEventWhenTheRuleBecomesStricter() {
        feed.send(at(0, user("anna"), TABLET), at(1, user("ben"), TABLET));
        var defaults = IdentityRules.defaults();
        feed.graphs().follow(defaults.with(SharedDevices.defaults().withOwners(2)));

        feed.send(at(2, TABLET));

        assertThat(feed.graph().partition()).containsValue(Set.of(TABLET));
    }

    @Test
    void countsGuestsByTheirAddressesAndOnePersonsAddressesOnce() {
        feed.send(at(0, email("a@shop.org"), TABLET), at(1, email("b@shop.org"), TABLET));
        feed.send(at(2, email("a@shop.org"), email("b@shop.org")));

        feed.send(at(3, email("c@shop.org"), TABLET));
        assertThat(owners().get(TABLET)).isEqualTo(owners().get(email("c@shop.org")));

        feed.send(at(4, user("dora"), TABLET));
        assertThat(feed.graph().partition().values())
                .containsExactlyInAnyOrder(
                        Set.of(email("a@shop.org"), email("b@shop.org")),
                        Set.of(email("c@shop.org")),
                        Set.of(user("dora")),
                        Set.of(TABLET));
    }

    @Test
    void countsNoGuestsWhenTheRuleNamesNoOtherLogins() {
        feed.graphs()
                .follow(IdentityRules.defaults()
                        .with(new SharedDevices(3, SharedDevices.defaults().session(), Set.of())));

        feed.send(
                at(0, email("a@shop.org"), TABLET),
                at(1, email("b@shop.org"), TABLET),
                at(2, email("c@shop.org"), TABLET));

        assertThat(feed.graph().partition()).hasSize(1);
    }

    @Test
    void countsAPersonOnceWhoLogsInUnderTwoNames() {
        var rules = new HashMap<>(IdentityRules.defaults().namespaces());
        rules.put("loyalty", new NamespaceRule(1, null, 12, true, List.of()));
        feed.graphs()
                .follow(new IdentityRules(
                        1, rules, 1_000, 100, SharedDevices.defaults().withOwners(2)));

        feed.send(
                at(0, user("anna"), new Identifier("loyalty", "l1"), TABLET),
                at(1, new Identifier("loyalty", "l1"), TABLET),
                at(2, user("anna"), TABLET));

        assertThat(owners().get(TABLET)).isEqualTo(owners().get(user("anna")));
    }

    @Test
    void keepsTheEvidenceOfAHundredVisitsAndThePersonOfAll() {
        share();
        var events = new ArrayList<IdentifiedEvent>();
        for (int i = 1; i <= 130; i++) {
            events.add(at(100L * i, TABLET));
            events.add(at(100L * i + 1, user("cleo"), TABLET));
        }

        events.forEach(feed::send);

        var cleo = person(user("cleo"));
        assertThat(cleo.profile().nodes()).hasSize(101);
        assertThat(cleo.profile().merges()).isZero();
        assertThat(cleo.profile().links()).hasSize(100);
        assertThat(feed.personOf(3)).isEqualTo(cleo.profile().id());
    }
}
