package io.tributary.segment.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time from strings, one way for all engines: a date is its midnight in the zone, a date with a time
 * but no offset is local, and fractions of a second are cut.
 */
public final class Moments {

    private static final int DATE = 10;
    private static final int MAX = 40;

    private Moments() {}

    /** Epoch milliseconds of a whole second, or null when the text is no date and no instant. */
    public static @Nullable Long instant(String text, ZoneId zone) {
        if (text.length() < DATE || text.length() > MAX || !Character.isDigit(text.charAt(0))) {
            return null;
        }
        try {
            if (text.length() == DATE) {
                return LocalDate.parse(text).atStartOfDay(zone).toEpochSecond() * 1000;
            }
            return hasOffset(text)
                    ? OffsetDateTime.parse(text).toEpochSecond() * 1000
                    : LocalDateTime.parse(text).atZone(zone).toEpochSecond() * 1000;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The calendar date in the zone, or null. */
    public static @Nullable LocalDate date(String text, ZoneId zone) {
        var instant = instant(text, zone);
        return instant == null
                ? null
                : java.time.Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
    }

    private static boolean hasOffset(String text) {
        int time = text.indexOf('T');
        return text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', Math.max(time, DATE)) > 0;
    }
}
