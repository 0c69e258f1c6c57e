package io.tributary.contracts.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedDigestTest {

    private final KeyedDigest digest = new KeyedDigest(new byte[32]);

    /** Computed with {@code openssl dgst -sha256 -mac HMAC} over the length-prefixed parts. */
    @Test
    void isTheHmacOfTheLengthPrefixedParts() {
        assertThat(digest.hex("acme", "email", "anna@mail.example"))
                .isEqualTo("5dc9821f260cd608586f02561cc8f64745e1bd41cacf1e968d934210b67441e3");
    }

    @Test
    void doesNotConfuseWhereOnePartEnds() {
        assertThat(digest.of("acme", "ab", "c")).isNotEqualTo(digest.of("acme", "a", "bc"));
    }

    @Test
    void differsByTenant() {
        assertThat(digest.of("acme", "email", "a@b.example")).isNotEqualTo(digest.of("globex", "email", "a@b.example"));
    }

    @Test
    void isTheSameForManyThreadsAtOnce() {
        var values = IntStream.range(0, 20_000).mapToObj(Integer::toString).toList();
        var alone = values.stream().map(it -> digest.hex("acme", "user_id", it)).toList();

        assertThat(values.parallelStream()
                        .map(it -> digest.hex("acme", "user_id", it))
                        .toList())
                .isEqualTo(alone);
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> new KeyedDigest(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
