package io.tributary.activation.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.activation.contact.Channel;
import io.tributary.activation.contact.Contact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(100);
    private static final Instant LONG_BEFORE = NOW.minusSeconds(1_000);
    private static final Door MAIL =
            new Door(Channel.EMAIL, "dst_1", "aud_1", "list_1", "email_marketing", false, false, List.of("email"));

    @Test
    void deliversAPersonWhoConsented() {
        assertThat(judge(consented("email_marketing", BEFORE)))
                .isInstanceOfSatisfying(
                        Verdict.Deliver.class,
                        it -> assertThat(it.addresses())
                                .extracting(Verdict.Address::value)
                                .containsExactly("anna@example.com"));
    }

    @Test
    void waitsForAContactAndForASignOfLife() {
        assertThat(Gate.judge(new Person("p1", null, true, List.of()), MAIL, NOW))
                .isEqualTo(new Verdict.Stale(Gate.NO_CONTACT));
        assertThat(Gate.judge(
                        new Person("p1", contact(List.of(), point(null, null, null)), false, List.of()), MAIL, NOW))
                .isEqualTo(new Verdict.Stale(Gate.NO_HEARTBEAT));
    }

    @Test
    void takesSilenceForNoAndARefusalForNoAlways() {
        var lenient =
                new Door(Channel.EMAIL, "dst_1", "aud_1", "list_1", "email_marketing", true, false, List.of("email"));
        var denied = List.of(new Contact.Consent("email_marketing", false, BEFORE, "form"));

        assertThat(judge(List.of())).isEqualTo(new Verdict.NoConsent(Gate.NO_CONSENT));
        assertThat(judge(lenient, List.of(), List.of())).isInstanceOf(Verdict.Deliver.class);
        assertThat(judge(lenient, denied, List.of())).isEqualTo(new Verdict.NoConsent(Gate.CONSENT_DENIED));
    }

    @Test
    void takesADenialOfEveryPurposeForEachThatIsNotNamed() {
        var lenient =
                new Door(Channel.EMAIL, "dst_1", "aud_1", "list_1", "email_marketing", true, false, List.of("email"));
        var nothing = new Contact.Consent("*", false, BEFORE, "web");

        assertThat(judge(lenient, List.of(nothing), List.of())).isEqualTo(new Verdict.NoConsent(Gate.CONSENT_DENIED));
        assertThat(judge(
                        lenient, List.of(nothing, new Contact.Consent("email_marketing", true, NOW, "web")), List.of()))
                .isInstanceOf(Verdict.Deliver.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, '', MANUAL, BLOCK, manual",
        "CHANNEL, email, MANUAL, BLOCK, manual",
        "CHANNEL, ads, MANUAL, BLOCK, deliver",
        "DESTINATION, dst_1, COMPLAINT, BLOCK, complaint",
        "DESTINATION, dst_2, COMPLAINT, BLOCK, deliver",
        "LIST, list_1, UNSUBSCRIBE, REMOVE, unsubscribe",
        "AUDIENCE, aud_1, EXISTING_CUSTOMER, EXCLUDE, existing-customer",
        "AUDIENCE, aud_2, EXISTING_CUSTOMER, EXCLUDE, deliver",
        "GLOBAL, '', MANUAL, RESTRICT, deliver",
        "GLOBAL, '', HARD_BOUNCE, BLOCK, hard-bounce",
        "GLOBAL, '', ERASURE, BLOCK, erasure"
    })
    void resolvesScopes(SuppressionScope scope, String scopeId, SuppressionKind kind, Effect effect, String word) {
        var verdict = judge(
                MAIL,
                consented("email_marketing", LONG_BEFORE),
                List.of(suppression(scope, scopeId, kind, effect, BEFORE, null)));

        assertThat(verdict.reasonOrDeliver()).isEqualTo(word);
    }

    @Test
    void letsTheStrongestReasonSpeak() {
        var both = List.of(
                suppression(SuppressionScope.GLOBAL, "", SuppressionKind.UNSUBSCRIBE, Effect.BLOCK, BEFORE, null),
                suppression(SuppressionScope.GLOBAL, "", SuppressionKind.ERASURE, Effect.BLOCK, BEFORE, null));

        assertThat(judge(MAIL, consented("email_marketing", LONG_BEFORE), both))
                .isEqualTo(new Verdict.Suppressed("erasure"));
    }

    @ParameterizedTest
    @CsvSource({"UNSUBSCRIBE, deliver", "CONSENT_WITHDRAWN, deliver", "COMPLAINT, complaint", "MANUAL, manual"})
    void lateConsentLiftsOnlyWhatThePersonEndedAlone(SuppressionKind kind, String word) {
        var earlier = suppression(SuppressionScope.GLOBAL, "", kind, Effect.BLOCK, LONG_BEFORE, null);

        assertThat(judge(MAIL, consented("email_marketing", BEFORE), List.of(earlier))
                        .reasonOrDeliver())
                .isEqualTo(word);
    }

    @Test
    void endsWithItsValidity() {
        var ended = suppression(SuppressionScope.GLOBAL, "", SuppressionKind.MANUAL, Effect.BLOCK, LONG_BEFORE, NOW);
        var coming = suppression(
                SuppressionScope.GLOBAL, "", SuppressionKind.MANUAL, Effect.BLOCK, NOW.plusSeconds(1), null);

        assertThat(judge(MAIL, consented("email_marketing", BEFORE), List.of(ended, coming)))
                .isInstanceOf(Verdict.Deliver.class);
    }

    @Test
    void believesWhatTheMailboxSaid() {
        var consent = consented("email_marketing", LONG_BEFORE);

        assertThat(judgePoint(consent, point(null, BEFORE, null))).isEqualTo(new Verdict.Suppressed("complaint"));
        assertThat(judgePoint(consent, point(null, null, BEFORE))).isEqualTo(new Verdict.Suppressed("unsubscribe"));
        assertThat(judgePoint(consent, point(BEFORE, null, null))).isEqualTo(new Verdict.Suppressed("hard-bounce"));
        assertThat(judgePoint(consented("email_marketing", NOW), point(null, null, BEFORE)))
                .isInstanceOf(Verdict.Deliver.class);
    }

    @Test
    void stillMatchesABouncedAddressAtAnAdPlatform() {
        var person = new Person(
                "p1", contact(consented("advertising", BEFORE), point(BEFORE, BEFORE, null)), true, List.of());

        assertThat(Gate.judge(person, Door.of(Channel.ADS), NOW)).isInstanceOf(Verdict.Deliver.class);
    }

    @Test
    void feedsAnExclusionWithPeopleToExcludeButNotWithSuppressedOnes() {
        var exclusion = new Door(Channel.ADS, "dst_1", "aud_1", "", "advertising", false, true, List.of("email"));
        var excluded = suppression(
                SuppressionScope.GLOBAL, "", SuppressionKind.EXISTING_CUSTOMER, Effect.EXCLUDE, BEFORE, null);
        var blocked = suppression(SuppressionScope.GLOBAL, "", SuppressionKind.MANUAL, Effect.BLOCK, BEFORE, null);

        assertThat(judge(exclusion, consented("advertising", BEFORE), List.of(excluded)))
                .isInstanceOf(Verdict.Deliver.class);
        assertThat(judge(exclusion, consented("advertising", BEFORE), List.of(excluded, blocked)))
                .isEqualTo(new Verdict.Suppressed("manual"));
    }

    @Test
    void needsAnAddressExceptForAWebhook() {
        var nobody = new Contact("acme", "p1", 1, false, List.of(), List.of(), consented("email_marketing", BEFORE));

        assertThat(Gate.judge(new Person("p1", nobody, true, List.of()), MAIL, NOW))
                .isEqualTo(new Verdict.Unreachable(Gate.NO_ADDRESS));
        assertThat(Gate.judge(new Person("p1", nobody, true, List.of()), Door.of(Channel.WEBHOOK), NOW))
                .isInstanceOf(Verdict.Deliver.class);
    }

    @Test
    void keepsARestrictedPersonBack() {
        var restricted = new Contact(
                "acme",
                "p1",
                1,
                true,
                List.of(),
                List.of(point(null, null, null)),
                consented("email_marketing", BEFORE));

        assertThat(Gate.judge(new Person("p1", restricted, true, List.of()), MAIL, NOW))
                .isEqualTo(new Verdict.Suppressed(Gate.RESTRICTED));
    }

    @ParameterizedTest
    @CsvSource({"email, erasure", "profile_id, erasure", "crm_id, erasure", "anonymous_id, deliver", "idfa, deliver"})
    void letsAnErasedDeviceBlockNobodyByItself(String namespace, String word) {
        var erased = new Suppression(
                "sup_1",
                "acme",
                new Suppression.Subject(namespace, "k1"),
                SuppressionScope.GLOBAL,
                "",
                SuppressionKind.ERASURE,
                Effect.BLOCK,
                BEFORE,
                null,
                "",
                "");

        assertThat(judge(MAIL, consented("email_marketing", NOW), List.of(erased))
                        .reasonOrDeliver())
                .isEqualTo(word);
    }

    private static Verdict judge(List<Contact.Consent> consents) {
        return judge(MAIL, consents, List.of());
    }

    private static Verdict judge(Door door, List<Contact.Consent> consents, List<Suppression> suppressions) {
        var person = new Person("p1", contact(consents, point(null, null, null)), true, suppressions);
        return Gate.judge(person, door, NOW);
    }

    private static Verdict judgePoint(List<Contact.Consent> consents, Contact.Point point) {
        return Gate.judge(new Person("p1", contact(consents, point), true, List.of()), MAIL, NOW);
    }

    private static List<Contact.Consent> consented(String purpose, Instant at) {
        return List.of(new Contact.Consent(purpose, true, at, "form"));
    }

    private static Contact contact(List<Contact.Consent> consents, Contact.Point point) {
        return new Contact("acme", "p1", 1, false, List.of(), List.of(point), consents);
    }

    private static Contact.Point point(
            @Nullable Instant bounce, @Nullable Instant complaint, @Nullable Instant unsubscribe) {
        return new Contact.Point(
                Channel.EMAIL, "anna@example.com", "k1", true, LONG_BEFORE, bounce, complaint, unsubscribe);
    }

    private static Suppression suppression(
            SuppressionScope scope,
            String scopeId,
            SuppressionKind kind,
            Effect effect,
            Instant from,
            @Nullable Instant until) {
        return new Suppression(
                "sup_1",
                "acme",
                new Suppression.Subject("email", "k1"),
                scope,
                scopeId,
                kind,
                effect,
                from,
                until,
                "",
                "");
    }
}
