package io.tributary.segment.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days remember where they were asked last; what they answer is what the language's own calendar says, in any order of asking. */
class DaysTest {

    private static final long FIRST = LocalDate.parse("1975-01-01").toEpochDay();
    private static final long LAST = LocalDate.parse("2045-01-01").toEpochDay();

    /** Clocks that change at midnight, a minute past midnight, by half an hour, by a whole day, in another order, never. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Beirut",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca",
                "Europe/Berlin",
                "America/Havana",
                "Asia/Kolkata",
                "UTC",
                "+14:00"
            })
    void agreeWithTheCalendar(String name) {
        var zone = ZoneId.of(name);
        var days = new Days(zone);
        var random = new Random(name.hashCode());
        for (int i = 0; i < 20_000; i++) {
            long day = random.nextLong(FIRST, LAST);
            var midnight = LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant();
            var instant = midnight.plusSeconds(random.nextLong(-90_000, 90_000));

            assertThat(days.midnight(day)).as("midnight of %d", day).isEqualTo(midnight.toEpochMilli());
            assertThat(days.dayOf(instant.toEpochMilli()))
                    .as("day of %s", instant)
                    .isEqualTo(dayOf(instant, zone));
        }
    }

    private static long dayOf(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate().toEpochDay();
    }
}
