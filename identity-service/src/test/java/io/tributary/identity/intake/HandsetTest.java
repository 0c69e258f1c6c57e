package io.tributary.identity.intake;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.change.SplitProfile;
import io.tributary.identity.change.SplitRequest;
import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An app on a family's tablet, which sends its push token with every call. */
class HandsetTest {

    private static final long MINUTE = 60_000;
    private static final Identifier TABLET = device("tablet");
    private static final Identifier TOKEN = new Identifier("ios_push_token", "token");
    private static final Identifier AD_ID = new Identifier("ios_idfa", "ad-id");

    private final Feed feed = new Feed(IdentityRules.defaults());

    private static IdentifiedEvent at(long minute, Identifier... identifiers) {
        return event(minute * MINUTE, identifiers);
    }

    private UUID holder(Identifier identifier) {
        return feed.graph().holder(identifier).orElseThrow();
    }

    @Test
    void isReachedByWhoeverLoggedInLast() {
        var anna = feed.send(at(0, user("anna"), TABLET, TOKEN, AD_ID));
        var ben = feed.send(at(1, user("ben"), TABLET, TOKEN, AD_ID));

        assertThat(holder(TOKEN)).isEqualTo(ben).isNotEqualTo(anna);
        assertThat(holder(AD_ID)).isEqualTo(ben);
        assertThat(feed.graph().partition()).containsEntry(anna, Set.of(user("anna"), TABLET));

        feed.send(at(2, user("anna"), TABLET, TOKEN, AD_ID));

        assertThat(holder(TOKEN)).isEqualTo(anna);
        assertThat(feed.graph().partition()).containsEntry(ben, Set.of(user("ben")));
    }

    @Test
    void goesThereAndBackWithinOneBatch() {
        feed.batch(List.of(
                at(0, user("anna"), TABLET, TOKEN),
                at(1, user("ben"), TABLET, TOKEN),
                at(2, user("anna"), TABLET, TOKEN)));

        assertThat(holder(TOKEN)).isEqualTo(holder(user("anna")));
        assertThat(feed.graph().person(holder(TOKEN)).orElseThrow().edges())
                .filteredOn(PersonGraph.EvidenceRow::isLive)
                .hasSize(2);
    }

    @Test
    void leavesAnonymousEventsToWhoseTheDeviceIs() {
        var anna = feed.send(at(0, user("anna"), TABLET, TOKEN));
        feed.send(at(1, user("ben"), TABLET, TOKEN));

        assertThat(feed.send(at(2, TABLET, TOKEN))).isEqualTo(anna);
    }

    @Test
    void leavesAnonymousEventsOnASharedDeviceToTheirVisit() {
        var anna = feed.send(at(0, user("anna"), TABLET, TOKEN));
        var ben = feed.send(at(1, user("ben"), TABLET, TOKEN));
        var cleo = feed.send(at(2, user("cleo"), TABLET, TOKEN));

        var visit = feed.send(at(100, TABLET, TOKEN));
        assertThat(visit).isNotIn(anna, ben, cleo);
        assertThat(holder(TOKEN)).isEqualTo(cleo);

        feed.send(at(110, user("ben"), TABLET, TOKEN));

        assertThat(feed.graph().living(visit)).hasValue(ben);
        assertThat(holder(TOKEN)).isEqualTo(ben);
    }

    @Test
    void isNoEvidenceThatTwoWhoLogInAreOne() {
        feed.send(
                at(0, user("anna"), TABLET, TOKEN),
                at(1, email("ben@shop.org"), TABLET, TOKEN),
                at(2, user("cleo"), TABLET, TOKEN));

        assertThat(feed.graph().partition().values())
                .containsExactlyInAnyOrder(
                        Set.of(user("anna")),
                        Set.of(email("ben@shop.org")),
                        Set.of(user("cleo"), TOKEN),
                        Set.of(TABLET));
    }

    @Test
    void staysWithTheLaterLoginWhenAnEarlierOneArrivesLate() {
        feed.send(at(0, user("anna"), TABLET, TOKEN));
        var ben = feed.send(at(9, user("ben"), TABLET, TOKEN));

        feed.send(at(5, user("anna"), TABLET, TOKEN));

        assertThat(holder(TOKEN)).isEqualTo(ben);
    }

    @Test
    void joinsNobodyByAnEventThatNamesNothingElse() {
        var anna = feed.send(at(0, email("anna@shop.org"), device("a"), TOKEN));
        var ben = feed.send(at(1, email("ben@shop.org"), device("b"), AD_ID));

        feed.send(at(2, TOKEN, AD_ID));

        assertThat(feed.graph().living(anna)).hasValue(anna);
        assertThat(feed.graph().living(ben)).hasValue(ben);
    }

    @Test
    void belongsToWhoeverTurnsUpWithItWhenItWasAllThatWasKnown() {
        var nobody = feed.send(at(0, TOKEN));

        var anna = feed.send(at(1, user("anna"), TABLET, TOKEN));

        assertThat(anna).isEqualTo(nobody);
        assertThat(feed.graph().partition()).containsOnlyKeys(anna);
    }

    @Test
    void doesNotKeepAMergedProfileFromGettingItsIdBack() {
        var anna = feed.send(at(0, user("anna")));
        var ben = feed.send(at(1, email("ben@shop.org"), device("phone"), TOKEN));
        feed.send(at(2, user("anna"), email("ben@shop.org")));
        feed.send(at(3, user("cleo"), TOKEN));

        var split = new SplitProfile(Events.ids())
                .split(
                        feed.graph().person(anna).orElseThrow(),
                        new SplitRequest.UndoMerge(ben),
                        feed.graph().number() + 1);
        feed.graph().apply(split.change());

        assertThat(feed.graph().partition()).containsEntry(ben, Set.of(email("ben@shop.org"), device("phone")));
    }
}
