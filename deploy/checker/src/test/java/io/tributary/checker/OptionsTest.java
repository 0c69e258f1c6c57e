package io.tributary.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void readsEveryOption() {
        var options = Options.of(
                "--ledger",
                "l",
                "--elasticsearch",
                "http://h:1",
                "--tenant",
                "acme",
                "--event",
                "E",
                "--event-index",
                "e",
                "--profile-index",
                "p");

        assertThat(options.eventIndex()).isEqualTo("e");
        assertThat(options.profileIndex()).isEqualTo("p");
        assertThat(options.tenant()).isEqualTo("acme");
    }

    @Test
    void looksIntoTheInstallationsIndicesUnlessItIsToldOthers() {
        var options = Options.of("--ledger", "l", "--elasticsearch", "http://h:1", "--tenant", "acme", "--event", "E");

        assertThat(options.eventIndex()).isEqualTo("cdp-events");
        assertThat(options.profileIndex()).isEqualTo("cdp-profiles");
    }

    @Test
    void saysWhichOptionIsMissingOrUnknown() {
        assertThatThrownBy(() -> Options.of("--ledger", "l")).hasMessageContaining("--elasticsearch is needed");
        assertThatThrownBy(() -> Options.of("--colour", "red")).hasMessageContaining("no option --colour");
        assertThatThrownBy(() -> Options.of("--ledger")).hasMessageContaining("value is missing");
    }
}
