package io.tributary.segment.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DedupWindowTest {

    private final DedupWindow window = new DedupWindow(Duration.ofSeconds(10));

    @Test
    void letsTheFirstCopyPassAndAnotherOneAfterTheWindow() {
        assertThat(window.isFirst(null, 5)).isTrue();
        assertThat(window.isFirst(1_000L, 10_999)).isFalse();
        assertThat(window.isFirst(1_000L, 11_000)).isTrue();
    }

    @Test
    void tellsMessagesOfTwoTenantsApart() {
        assertThat(MessageHash.of("acme", "m1")).hasSize(16).isEqualTo(MessageHash.of("acme", "m1"));
        assertThat(MessageHash.of("other", "m1")).isNotEqualTo(MessageHash.of("acme", "m1"));
    }
}
