package io.tributary.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

    private static final long START = -5_000_000_000L;

    @Test
    void spacesRequestsEvenlyFromTheStart() {
        var timetable = new Timetable(START, 4);

        assertThat(timetable.intended(0)).isEqualTo(START);
        assertThat(timetable.intended(1)).isEqualTo(START + 250_000_000L);
        assertThat(timetable.intended(4)).isEqualTo(START + TimeUnit.SECONDS.toNanos(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 7, 3_333.3, 50_000})
    void letsARequestLeaveAtItsTimeAndNotBefore(double perSecond) {
        var timetable = new Timetable(START, perSecond);

        for (long number = 0; number < 10_000; number += 97) {
            assertThat(timetable.isDue(number, timetable.intended(number))).isTrue();
            assertThat(timetable.isDue(number, timetable.intended(number) - 1)).isFalse();
        }
    }

    @Test
    void doesNotDriftOverAnHour() {
        var timetable = new Timetable(0, 3_000);

        assertThat(timetable.intended(3_000L * 3_600)).isEqualTo(TimeUnit.HOURS.toNanos(1));
    }

    @Test
    void survivesAClockThatWrapsAround() {
        var timetable = new Timetable(Long.MAX_VALUE - 10, 1_000_000_000);

        assertThat(timetable.isDue(20, Long.MIN_VALUE + 20)).isTrue();
        assertThat(timetable.isDue(20, Long.MAX_VALUE - 5)).isFalse();
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatThrownBy(() -> new Timetable(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timetable(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
