package io.tributary.identity.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void passesOverAGrantThatIsSaidAgainWithinADay() {
        var said = said(granted(10), 1);

        assertThat(said.repeat(granted(10))).isTrue();
        assertThat(said.repeat(granted(5))).isTrue();
        assertThat(said.repeat(granted(9 + DAY))).isTrue();
        assertThat(said.repeat(granted(10 + DAY))).isFalse();
        assertThat(said.repeat(denied(11))).isFalse();
    }

    @Test
    void neverPassesOverADenialThatIsNewer() {
        var said = said(denied(10), 1);

        assertThat(said.repeat(denied(10))).isTrue();
        assertThat(said.repeat(denied(11))).isFalse();
    }

    @Test
    void countsADenialFromTheChangeInWhichItBegan() {
        var said = said(denied(10), 1).with(List.of(new Statements.Made(denied(20), 7)));

        assertThat(said.byPurpose().get("mail")).isEqualTo(new Statements.Made(denied(20), 1));
    }

    @Test
    void countsAGrantFromTheChangeInWhichItWasSaidLast() {
        var said = said(granted(10), 1).with(List.of(new Statements.Made(granted(20), 7)));

        assertThat(said.byPurpose().get("mail")).isEqualTo(new Statements.Made(granted(20), 7));
    }

    @Test
    void keepsTheNewerWordWhateverComesLast() {
        var said = said(granted(10), 1).with(List.of(new Statements.Made(denied(5), 7)));

        assertThat(said).isEqualTo(said(granted(10), 1));
    }

    private static Statements said(Consent consent, long number) {
        return Statements.none().with(List.of(new Statements.Made(consent, number)));
    }

    private static Consent granted(long at) {
        return new Consent("mail", ConsentState.GRANTED, at, "web");
    }

    private static Consent denied(long at) {
        return new Consent("mail", ConsentState.DENIED, at, "web");
    }
}
