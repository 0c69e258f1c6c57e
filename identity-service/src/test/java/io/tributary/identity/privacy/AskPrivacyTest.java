package io.tributary.identity.privacy;

import static io.tributary.identity.privacy.RequestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.InMemoryGraphs;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.rules.IdentityRules;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskPrivacyTest {

    private static final Candidate MAIL = new Candidate("email", "Anna@Shop.org");

    private final RequestBed bed = new RequestBed();
    private final AskPrivacy ask = new AskPrivacy(
            bed.requests,
            bed.people,
            new InMemoryGraphs(IdentityRules.defaults(), InMemoryGraphs.Sight.ALL),
            new NoRegions(),
            Events.ids(),
            bed.clock());

    private static final class NoRegions implements Tenants {

        @Override
        public String region(String tenant) {
            return "";
        }

        @Override
        public boolean isSuspended(String tenant) {
            return false;
        }
    }

    private static AskPrivacy.Wish wish(RequestKind kind, @Nullable RequestKind lifted) {
        return new AskPrivacy.Wish(TENANT, "admin", kind, lifted, "");
    }

    private static PrivacyRequest taken(AskPrivacy.Verdict verdict) {
        assertThat(verdict).isInstanceOf(AskPrivacy.Verdict.Taken.class);
        return ((AskPrivacy.Verdict.Taken) verdict).request();
    }

    @Test
    void takesAValueForThePersonWhoHasIt() {
        var request = taken(ask.ask(wish(RequestKind.ERASE, null), MAIL));

        assertThat(request.profile()).isEqualTo(PeopleDouble.PROFILE);
    }

    @Test
    void answersTheUnfinishedRequestHoweverTheSamePersonIsNamed() {
        var byValue = taken(ask.ask(wish(RequestKind.ERASE, null), MAIL));
        var byProfile = taken(ask.ask(wish(RequestKind.ERASE, null), PeopleDouble.MERGED));

        assertThat(byProfile.id()).isEqualTo(byValue.id());
        assertThat(taken(ask.ask(wish(RequestKind.ACCESS, null), MAIL)).id()).isNotEqualTo(byValue.id());
    }

    @Test
    void takesAValueThatNobodyHasAndNamesItByItsDigestOnly() {
        bed.people.exists = false;

        var request = taken(ask.ask(wish(RequestKind.SUPPRESS, null), MAIL));

        assertThat(request.profile()).isNull();
        assertThat(request.subjectKey()).isEqualTo("suppress//" + PeopleDouble.EMAIL_DIGEST);
    }

    @Test
    void restrictsNobodyWhoIsNotThere() {
        bed.people.exists = false;

        assertThat(ask.ask(wish(RequestKind.RESTRICT, null), MAIL)).isInstanceOf(AskPrivacy.Verdict.Unknown.class);
        assertThat(ask.ask(wish(RequestKind.LIFT, RequestKind.RESTRICT), MAIL))
                .isInstanceOf(AskPrivacy.Verdict.Unknown.class);
        assertThat(ask.ask(wish(RequestKind.ERASE, null), UUID.randomUUID()))
                .isInstanceOf(AskPrivacy.Verdict.Unknown.class);
    }

    @Test
    void refusesAValueThatPointsAtNobody() {
        assertThat(ask.ask(wish(RequestKind.ERASE, null), new Candidate("email", "null")))
                .isInstanceOf(AskPrivacy.Verdict.Refused.class);
    }

    @Test
    void tellsOneCallFromAnotherWithoutThePersonsValue() {
        var erase = ask.fingerprint(wish(RequestKind.ERASE, null), null, MAIL);

        assertThat(erase).doesNotContainIgnoringCase("anna");
        assertThat(ask.fingerprint(wish(RequestKind.ACCESS, null), null, MAIL)).isNotEqualTo(erase);
    }
}
