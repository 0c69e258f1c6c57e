package io.tributary.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {

    @Test
    void readsWhatItWritesAlsoWhenTheOwnPartHoldsSlashes() {
        var key = new RecordKey("acme", "a/b/c");

        assertThat(RecordKey.parse(key.text())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "/own"})
    void refusesATextWithoutATenant(String text) {
        assertThatThrownBy(() -> RecordKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partitionsMembershipsLikeTheirProfile() {
        var membership = RecordKey.ofMembership("acme", "0192-p", "vip");

        assertThat(RecordKey.partitioningPart(membership.text()))
                .isEqualTo(new RecordKey("acme", "0192-p").text().getBytes(StandardCharsets.UTF_8));
    }
}
