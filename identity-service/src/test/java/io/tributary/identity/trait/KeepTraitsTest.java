package io.tributary.identity.trait;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepTraitsTest {

    private static final long NOW = Instant.parse("2026-11-25T12:00:00Z").toEpochMilli();
    private static final Identifier ANNA = new Identifier("user_id", "anna");

    private final List<KeptTrait> kept = new ArrayList<>();
    private final KeepTraits keepTraits = new KeepTraits((_, traits) -> kept.addAll(traits), IdentityRules.defaults());

    private void say(long at, LinkableTrait trait, String value) {
        keepTraits.keep("acme", List.of(new KeepTraits.Said(ANNA, at, List.of(new Statement(trait, value)))));
    }

    @ParameterizedTest
    @CsvSource({
        "GIVEN_NAME, '  Anna ', Anna",
        "FAMILY_NAME, Mu\u0308ller, M\u00fcller",
        "BIRTHDAY, 1980-02-29, 1980-02-29",
        "BIRTHDAY, 1980-02-29T00:00:00.000Z, 1980-02-29",
        "BIRTHDAY, 2026-11-26, 2026-11-26",
        "POSTCODE, 04109, 04109",
    })
    void keepsAValueInItsForm(LinkableTrait trait, String value, String form) {
        say(NOW, trait, value);

        assertThat(kept).containsExactly(new KeptTrait(ANNA, trait, form, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "GIVEN_NAME, ' '",
        "GIVEN_NAME, null",
        "FAMILY_NAME, Unknown",
        "CITY, 'a\u0007b'",
        "BIRTHDAY, 02/03/1980",
        "BIRTHDAY, 1980-02-30",
        "BIRTHDAY, 1066-10-14",
        "BIRTHDAY, 2026-12-01",
        "BIRTHDAY, 1980",
    })
    void keepsNothingThatSaysNothing(LinkableTrait trait, String value) {
        say(NOW, trait, value);
        say(NOW, trait, "x".repeat(TraitForm.MAX_LENGTH + 1));

        assertThat(kept).isEmpty();
    }

    @Test
    void writesTheLatestOfABatchOnce() {
        var batch = List.of(
                new KeepTraits.Said(ANNA, 5, List.of(new Statement(LinkableTrait.CITY, "Hull"))),
                new KeepTraits.Said(ANNA, 9, List.of(new Statement(LinkableTrait.CITY, "York"))),
                new KeepTraits.Said(ANNA, 7, List.of(new Statement(LinkableTrait.CITY, "Leeds"))),
                new KeepTraits.Said(ANNA, 9, List.of(new Statement(LinkableTrait.CITY, "Bath"))));

        keepTraits.keep("acme", batch);

        assertThat(kept).containsExactly(new KeptTrait(ANNA, LinkableTrait.CITY, "York", 9));
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Maria Smith, Anna Maria, Smith",
        "'Smith, Anna Maria', Anna Maria, Smith",
        "'  Anna Smith ', Anna, Smith",
    })
    void takesAFullNameApart(String name, String given, String family) {
        assertThat(FullName.parts(name))
                .containsExactly(
                        new Statement(LinkableTrait.GIVEN_NAME, given),
                        new Statement(LinkableTrait.FAMILY_NAME, family));
    }

    @Test
    void makesNothingOfANameOfOneWord() {
        assertThat(FullName.parts("Anna")).isEmpty();
    }

    @Test
    void tellsNoLogWhatItHolds() {
        assertThat(new Statement(LinkableTrait.CITY, "Hull").toString()).doesNotContain("Hull");
        assertThat(new KeptTrait(ANNA, LinkableTrait.CITY, "Hull", 1).toString())
                .doesNotContain("Hull")
                .doesNotContain("anna");
    }
}
