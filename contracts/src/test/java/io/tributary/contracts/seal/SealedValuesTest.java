package io.tributary.contracts.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealedValuesTest {

    private static final byte[] ADDRESS = "anna@mail.example".getBytes(StandardCharsets.UTF_8);

    private final SealedValues values = sealedWith((byte) 0);

    private static SealedValues sealedWith(byte secret) {
        var platformSecret = new byte[32];
        platformSecret[0] = secret;
        return new SealedValues(platformSecret, new SecureRandom());
    }

    @Test
    void opensWhatAnotherServiceWithTheSameSecretSealed() {
        byte[] sealed = sealedWith((byte) 0).seal("acme", "r1", ADDRESS);

        assertThat(values.open("acme", "r1", sealed)).hasValue(ADDRESS);
    }

    @Test
    void opensForNoOtherRequestTenantOrSecret() {
        byte[] sealed = values.seal("acme", "r1", ADDRESS);

        assertThat(values.open("acme", "r2", sealed)).isEmpty();
        assertThat(values.open("globex", "r1", sealed)).isEmpty();
        assertThat(sealedWith((byte) 1).open("acme", "r1", sealed)).isEmpty();
    }

    @Test
    void opensNothingThatWasChangedOrCut() {
        byte[] sealed = values.seal("acme", "r1", ADDRESS);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThat(values.open("acme", "r1", changed)).isEmpty();
        assertThat(values.open("acme", "r1", new byte[3])).isEmpty();
    }

    @Test
    void neitherShowsTheValueNorThatTwoAreEqual() {
        byte[] sealed = values.seal("acme", "r1", ADDRESS);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("anna", "mail");
        assertThat(values.seal("acme", "r1", ADDRESS)).isNotEqualTo(sealed);
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> new SealedValues(new byte[16], new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
