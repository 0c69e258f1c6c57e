package io.tributary.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void namesEachTypeInKebabCase() {
        assertThat(ProblemType.UNKNOWN_WRITE_KEY.uri()).hasToString("urn:cdp:problem:unknown-write-key");
        assertThat(Arrays.stream(ProblemType.values()).map(it -> it.uri().toString()))
                .allMatch(it -> it.matches("urn:cdp:problem:[a-z]+(-[a-z]+)*"))
                .doesNotHaveDuplicates();
    }

    @Test
    void offersARetryOnlyWhereOneHelps() {
        assertThat(ProblemType.values())
                .allSatisfy(it -> assertThat(it.status()).isBetween(400, 504));
        assertThat(ProblemType.BROKER_UNAVAILABLE.status()).isEqualTo(503);
        assertThat(ProblemType.RATE_LIMITED.status()).isEqualTo(429);
    }
}
