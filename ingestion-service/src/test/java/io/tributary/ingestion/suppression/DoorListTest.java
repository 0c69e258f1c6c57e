package io.tributary.ingestion.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoorListTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private final DoorList list = new DoorList((tenant, namespace, value) -> bytes(namespace + value));

    @Test
    void blocksASubjectOfItsTenantOnly() {
        list.block("acme", bytes("user_idu"), new DoorList.Window(Instant.EPOCH, null));

        assertThat(list.blocks("acme", "user_id", "u", NOW)).isTrue();
        assertThat(list.blocks("acme", "anonymous_id", "u", NOW)).isFalse();
        assertThat(list.blocks("other", "user_id", "u", NOW)).isFalse();
    }

    @Test
    void blocksFromTheFirstInstantToTheLastExcluded() {
        list.block("acme", bytes("user_idu"), new DoorList.Window(NOW, NOW.plusSeconds(1)));

        assertThat(list.blocks("acme", "user_id", "u", NOW.minusMillis(1))).isFalse();
        assertThat(list.blocks("acme", "user_id", "u", NOW)).isTrue();
        assertThat(list.blocks("acme", "user_id", "u", NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void letsAnUnblockedSubjectIn() {
        list.block("acme", bytes("user_idu"), new DoorList.Window(Instant.EPOCH, null));
        list.unblock("acme", bytes("user_idu"));

        assertThat(list.blocks("acme", "user_id", "u", NOW)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
