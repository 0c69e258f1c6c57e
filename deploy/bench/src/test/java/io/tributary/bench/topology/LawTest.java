package io.tributary.bench.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawTest {

    @ParameterizedTest
    @CsvSource({
        "100, 98, 2, 0, true",
        "99, 97, 2, 0, false",
        "100, 97, 2, 0, false",
        "100, 97, 3, 0, false",
        "100, 97, 2, 1, false",
        "-1, -1, -1, -1, false"
    })
    void holdsWhenEveryEventWasCountedAsWhatItIs(
            long resolved, long applied, long duplicate, long dropped, boolean holds) {
        assertThat(new Law(resolved, applied, duplicate, dropped).holds(100, 2)).isEqualTo(holds);
    }
}
