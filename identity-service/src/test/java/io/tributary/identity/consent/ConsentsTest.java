package io.tributary.identity.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsentsTest {

    @Test
    void aDenialOfEverythingEndsWhatWasGrantedBefore() {
        var consents = Consents.of(List.of(granted("mail", 1), granted("ads", 2), all(3)));

        assertThat(consents.byPurpose().get("mail")).isEqualTo(denied("mail", 3));
        assertThat(consents.byPurpose().get("ads")).isEqualTo(denied("ads", 3));
    }

    @Test
    void aLaterGrantHoldsAndAnEarlierOneThatArrivesLateDoesNot() {
        var consents = Consents.of(List.of(all(3)));

        assertThat(consents.with(List.of(granted("mail", 4))).byPurpose().get("mail"))
                .isEqualTo(granted("mail", 4));
        assertThat(consents.with(List.of(granted("mail", 2))).byPurpose().get("mail"))
                .isEqualTo(denied("mail", 3));
    }

    @Test
    void endsInTheSameAnswersWhateverTheOrder() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var said = new ArrayList<Consent>();
            for (int time = 0; time < 8; time++) {
                var purpose = List.of("mail", "ads", Consent.EVERY_PURPOSE).get(random.nextInt(3));
                boolean grants = !purpose.equals(Consent.EVERY_PURPOSE) && random.nextBoolean();
                said.add(grants ? granted(purpose, time) : denied(purpose, time));
            }
            var once = Consents.of(said);
            Collections.shuffle(said, random);

            var oneByOne = Consents.none();
            for (var statement : said) {
                oneByOne = oneByOne.with(List.of(statement));
            }

            assertThat(oneByOne).as("seed %d", seed).isEqualTo(once);
        }
    }

    @Test
    void theMostRestrictiveAnswerOfTwoProfilesHolds() {
        var anna = Consents.of(List.of(all(1), granted("mail", 2)));
        var ben = Consents.of(List.of(granted("mail", 5), granted("ads", 5)));

        var both = anna.joinedWith(ben);

        assertThat(both.byPurpose().get("mail")).isEqualTo(granted("mail", 5));
        assertThat(both.byPurpose().get("ads")).isEqualTo(denied("ads", 1));
        assertThat(ben.joinedWith(anna)).isEqualTo(both);
    }

    @Test
    void makesADirectAnswerTheLastWordWhateverTheDatesOfOthers() {
        var consents = Consents.of(List.of(granted("mail", 1_000), granted("ads", 2_000)));

        var now = consents.with(consents.afterAll(List.of(denied("mail", 10))));
        var never = consents.with(consents.afterAll(List.of(all(10))));

        assertThat(now.byPurpose().get("mail")).isEqualTo(denied("mail", 1_001));
        assertThat(now.byPurpose().get("ads")).isEqualTo(granted("ads", 2_000));
        assertThat(never.byPurpose().values()).allMatch(it -> it.state() == ConsentState.DENIED);
    }

    @Test
    void leavesOutOfADenialOfEverythingWhatIsGrantedWithIt() {
        var consents = Consents.of(List.of(granted("mail", 1_000), granted("ads", 2_000)));

        var said = consents.afterAll(List.of(granted("mail", 10), all(10)));

        assertThat(consents.with(said).hold(said)).isTrue();
        assertThat(consents.with(said).on("ads").map(Consent::state)).hasValue(ConsentState.DENIED);
        assertThat(consents.with(said).on("mail").map(Consent::state)).hasValue(ConsentState.GRANTED);
    }

    @Test
    void saysWhenAnAnswerDoesNotFitAnyMore() {
        var full = Consents.of(IntStream.range(0, Consents.MAX_PURPOSES)
                .mapToObj(it -> granted("purpose-" + it, it))
                .toList());

        var one = full.afterAll(List.of(denied("another", 500)));
        var every = full.afterAll(List.of(all(500)));

        assertThat(full.with(one).hold(one)).isFalse();
        assertThat(full.with(every).hold(every)).isTrue();
    }

    private static Consent all(long at) {
        return denied(Consent.EVERY_PURPOSE, at);
    }

    private static Consent granted(String purpose, long at) {
        return new Consent(purpose, ConsentState.GRANTED, at, "web");
    }

    private static Consent denied(String purpose, long at) {
        return new Consent(purpose, ConsentState.DENIED, at, "web");
    }
}
