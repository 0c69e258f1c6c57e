package io.tributary.ingestion.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoorListTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private static final DoorList.Window FOR_EVER = new DoorList.Window(Instant.EPOCH, null);

    private final DoorList list = new DoorList((tenant, namespace, value) -> bytes(namespace + value));

    @Test
    void blocksASubjectOfItsTenantOnly() {
        list.erase("acme", bytes("user_idu"), FOR_EVER);

        assertThat(list.standing("acme", "user_id", "u", NOW).isFree()).isFalse();
        assertThat(list.standing("acme", "anonymous_id", "u", NOW).isFree()).isTrue();
        assertThat(list.standing("other", "user_id", "u", NOW).isFree()).isTrue();
    }

    @Test
    void blocksFromTheFirstInstantToTheLastExcluded() {
        list.erase("acme", bytes("user_idu"), new DoorList.Window(NOW, NOW.plusSeconds(1)));

        assertThat(list.standing("acme", "user_id", "u", NOW.minusMillis(1)).isFree())
                .isTrue();
        assertThat(list.standing("acme", "user_id", "u", NOW).isFree()).isFalse();
        assertThat(list.standing("acme", "user_id", "u", NOW.plusSeconds(1)).isFree())
                .isTrue();
    }

    @Test
    void letsAnUnblockedSubjectIn() {
        list.erase("acme", bytes("user_idu"), FOR_EVER);
        list.unblock("acme", bytes("user_idu"));

        assertThat(list.standing("acme", "user_id", "u", NOW).isFree()).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
