package io.tributary.ingestion.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealTest {

    private final Seal seal = new Seal(new byte[32], new SecureRandom());

    @Test
    void opensOnlyForWhomItWasClosed() {
        var sealed = seal.close("secret".getBytes(StandardCharsets.UTF_8), "acme/k");

        assertThat(sealed).doesNotContain("secret");
        assertThat(seal.open(sealed, "acme/k")).asString(StandardCharsets.UTF_8).isEqualTo("secret");
        assertThatThrownBy(() -> seal.open(sealed, "other/k")).isInstanceOf(IllegalStateException.class);
    }
}
