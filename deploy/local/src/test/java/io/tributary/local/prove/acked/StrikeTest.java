package io.tributary.local.prove.acked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrikeTest {

    @Test
    void hitsSomeRecoveriesWhateverTheSeed() {
        for (int seed = 0; seed < 500; seed++) {
            var strikes = strikes(20, seed);

            assertThat(strikes.getFirst().inRecovery()).as("seed %d", seed).isFalse();
            assertThat(strikes.stream().filter(Strike::inRecovery).count())
                    .as("seed %d", seed)
                    .isBetween(1L, 18L);
            assertThat(strikes(3, seed)).as("seed %d", seed).anyMatch(Strike::inRecovery);
        }
    }

    @Test
    void comesTheSameForTheSameSeed() {
        assertThat(strikes(20, 7)).isEqualTo(strikes(20, 7)).isNotEqualTo(strikes(20, 8));
    }

    private static List<Strike> strikes(int length, int seed) {
        return Strike.sequence(length, new Random(seed));
    }
}
