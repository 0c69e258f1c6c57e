package io.tributary.segment.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.privacy.PersonRequest.Known;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TellingValuesTest {

    private final TellingValues values = TellingValues.of(List.of(
            new Known("email", "d1", "anna@mail.example"),
            new Known("phone", "d2", "+4915123456"),
            new Known("user_id", "d3", "4711"),
            new Known("anonymous_id", "d4", "018f-aaaa-bbbb-cccc")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@mail.example",
                "Write to Anna@Mail.Example.",
                "<anna@mail.example>",
                "mailto:anna@mail.example?subject=x",
                "+49 (151) 234-56",
                "call 4915123456 now",
                "id=018f-aaaa-bbbb-cccc;"
            })
    void meetsAValueAsAWholeInAnyCaseAndSpacing(String text) {
        assertThat(values.in(text)).isTrue();
        assertThat(values.in(values.without(text))).isFalse();
        assertThat(values.without(text)).contains(TellingValues.ERASED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joanna@mail.example",
                "anna@mail.example.org",
                "x.anna@mail.example",
                "+49151234567",
                "order 4711",
                "018f-aaaa-bbbb-cccc-dddd",
                "",
                "anna"
            })
    void leavesOtherValuesAndShortIdsAlone(String text) {
        assertThat(values.in(text)).isFalse();
        assertThat(values.without(text)).isEqualTo(text);
    }

    @Test
    void namesOnlyWhatTells() {
        assertThat(values.values()).containsExactly("anna@mail.example", "+4915123456", "018f-aaaa-bbbb-cccc");
        assertThat(TellingValues.of(List.of(new Known("user_id", "d", "4711"))).isEmpty())
                .isTrue();
    }
}
