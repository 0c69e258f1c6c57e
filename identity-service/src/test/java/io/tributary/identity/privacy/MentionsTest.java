package io.tributary.identity.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

    private final Mentions mentions = Mentions.of(List.of("anna@shop.org", "4711", "käte@shop.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"anna@shop.org\"}",
                "{\"text\":\"Write to Anna@Shop.org.\"}",
                "{\"text\":\"Hello\\nanna@shop.org\"}",
                "{\"text\":\"\\u00dcanna@shop.org\"}",
                "https://shop.org/?mail=anna%40shop.org&x=1",
                "{\"id\":\"4711\"}",
                "{\"email\":\"k\\u00e4te@shop.org\"}",
                "<anna@shop.org>"
            })
    void findsAValueThatStandsAlone(String text) {
        assertThat(mentions.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joanna@shop.org",
                "jo.anna@shop.org",
                "anna@shop.organic",
                "anna@shop.org.uk",
                "{\"price\":4711}",
                "{\"id\":\"47110\"}",
                "x4711"
            })
    void leavesALongerValueToSomebodyElse(String text) {
        assertThat(mentions.in(text)).isFalse();
    }

    @Test
    void findsALongerValueInBytesThatNobodyCanRead() {
        assertThat(mentions.somewhereIn("Janna@shop.orgX".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    void findsNobodyByNothing() {
        assertThat(Mentions.of(List.of("", " ")).in("anything")).isFalse();
    }
}
