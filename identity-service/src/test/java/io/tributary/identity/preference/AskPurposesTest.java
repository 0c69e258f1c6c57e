package io.tributary.identity.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskPurposesTest {

    @Test
    void asksWhatTheTenantNamesInItsOrder() {
        assertThat(AskPurposes.faultsOf(List.of("Newsletter per Post", "ads"))).isEmpty();
        assertThat(AskPurposes.faultsOf(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "*", "$processing", "a\nb"})
    void refusesWhatIsNoPurpose(String name) {
        assertThat(AskPurposes.faultsOf(List.of("ads", name)))
                .singleElement()
                .satisfies(it -> assertThat(it.index()).isEqualTo(1));
    }

    @Test
    void refusesTooManyTooLongAndTwice() {
        assertThat(AskPurposes.faultsOf(List.of("ads", "ads"))).hasSize(1);
        assertThat(AskPurposes.faultsOf(List.of("a".repeat(65)))).hasSize(1);
        assertThat(AskPurposes.faultsOf(Collections.nCopies(101, "ads")))
                .anySatisfy(it -> assertThat(it.rule()).isEqualTo("size"));
    }
}
