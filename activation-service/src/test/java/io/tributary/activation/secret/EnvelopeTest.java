package io.tributary.activation.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private final Envelope envelope = new Envelope(new byte[32], new SecureRandom());

    @Test
    void opensWhatItSealed() {
        assertThat(envelope.open("dst_1", envelope.seal("dst_1", "SG.key"))).isEqualTo("SG.key");
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(envelope.seal("dst_1", "SG.key")).isNotEqualTo(envelope.seal("dst_1", "SG.key"));
    }

    @Test
    void doesNotOpenInAnotherContextOrWhenChanged() {
        var sealed = envelope.seal("dst_1", "SG.key");
        var changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> envelope.open("dst_2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> envelope.open("dst_1", changed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsSecretsOutOfTexts() {
        assertThat(new Secrets(Map.of("apiKey", "SG.key"))).hasToString("Secrets[apiKey]");
    }
}
