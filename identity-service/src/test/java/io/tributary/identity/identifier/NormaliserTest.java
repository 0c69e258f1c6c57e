package io.tributary.identity.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.identifier.Normalised.Reason;
import io.tributary.identity.rules.IdentityRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

    private final Normaliser german = new Normaliser(IdentityRules.defaults(), "DE");
    private final Normaliser nowhere = new Normaliser(IdentityRules.defaults(), "");

    @ParameterizedTest
    @CsvSource({
        "email, ' Anna.Smith@Shop.ORG ', anna.smith@shop.org",
        "email, anna+news@shop.org, anna+news@shop.org",
        "email, jürgen@müller.de, jürgen@müller.de",
        "phone, 030 901820, +4930901820",
        "phone, +49 (0)30 901820, +4930901820",
        "user_id, ' 12345 ', 12345",
        "anonymous_id, A1b2, A1b2",
    })
    void bringsAValueIntoItsForm(String namespace, String raw, String form) {
        var normalised = german.normalise(new Candidate(namespace, raw));

        assertThat(normalised).isEqualTo(new Normalised.Valid(new Identifier(namespace, form)));
    }

    @ParameterizedTest
    @CsvSource({"e\u0301va@shop.org", "\u00e9va@shop.org"})
    void takesBothSpellingsOfAnAccentAsOne(String raw) {
        var normalised = german.normalise(new Candidate("email", raw));

        assertThat(normalised).isEqualTo(new Normalised.Valid(new Identifier("email", "\u00e9va@shop.org")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "NULL", "undefined", "[object Object]", "0000", "0-0", "-1", "Anonymous", "N/A", "true"})
    void blocksPlaceholdersInEveryNamespace(String raw) {
        for (var namespace : new String[] {"user_id", "email", "phone", "anonymous_id", "loyalty_id"}) {
            assertThat(german.normalise(new Candidate(namespace, raw)))
                    .isEqualTo(new Normalised.Refused(namespace, Reason.BLOCKED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "email, test@test.com, BLOCKED",
        "email, nobody, NOT_AN_EMAIL",
        "email, a@b, NOT_AN_EMAIL",
        "email, a b@shop.org, NOT_AN_EMAIL",
        "email, a@shop..org, NOT_AN_EMAIL",
        "phone, +0 000 000, BLOCKED",
        "phone, 12, NOT_A_PHONE",
        "user_id, '   ', BLANK",
        "Bad-Name, x1, BAD_NAMESPACE",
    })
    void saysWhyAValueIsNoIdentifier(String namespace, String raw, Reason reason) {
        var normalised = german.normalise(new Candidate(namespace, raw));

        assertThat(normalised)
                .isInstanceOfSatisfying(
                        Normalised.Refused.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"030 901820, NO_REGION"})
    void refusesAPhoneWithoutACountryWhenTheTenantHasNone(String raw, Reason reason) {
        assertThat(nowhere.normalise(new Candidate("phone", raw))).isEqualTo(new Normalised.Refused("phone", reason));
        assertThat(nowhere.normalise(new Candidate("phone", "+49 30 901820"))).isInstanceOf(Normalised.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 5_000})
    void refusesAValueThatIsTooLong(int length) {
        assertThat(german.normalise(new Candidate("user_id", "x".repeat(length))))
                .isEqualTo(new Normalised.Refused("user_id", Reason.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb"})
    void refusesControlCharacters(String raw) {
        assertThat(german.normalise(new Candidate("user_id", raw)))
                .isEqualTo(new Normalised.Refused("user_id", Reason.CONTROL_CHARACTER));
    }
}
