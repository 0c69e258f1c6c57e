package io.tributary.ingestion.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that clients write: ISO 8601, extended or basic, letters in either case, with or without offset (then
 * UTC), seconds or time of day; or epoch milliseconds.
 */
public final class SentTime {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final String USUAL = "0000-00-00T00:00:00.000Z";
    private static final int SECONDS = 17;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter BASIC = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuuMMdd'T'HHmm[ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private SentTime() {}

    /** Null when the text is no time between the years 1 and 9999. */
    public static @Nullable Instant parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return inRange(isDigits(text) ? Instant.ofEpochMilli(Long.parseLong(text)) : parseIso(text));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** The instant; null when it lies outside the years 1 to 9999. */
    public static @Nullable Instant inRange(Instant instant) {
        return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
    }

    /** Whether a text that {@link #parse} reads says by itself which instant it means. */
    public static boolean namesItsOffset(String text) {
        if (isDigits(text)) {
            return true;
        }
        int day = dayEnd(text);
        var clock = text.substring(day);
        return clock.endsWith("Z") || clock.endsWith("z") || clock.contains("+") || clock.contains("-");
    }

    private static Instant parseIso(String text) {
        if (isUsual(text)) {
            return ofUsual(text);
        }
        int dayEnd = dayEnd(text);
        // With seconds and in UTC the library knows more: an hour of 24 and leap seconds.
        if (dayEnd == 10
                && text.length() > SECONDS
                && text.charAt(SECONDS - 1) == ':'
                && Character.toUpperCase(text.charAt(text.length() - 1)) == 'Z') {
            return Instant.parse(text.substring(0, dayEnd) + 'T' + text.substring(dayEnd + 1));
        }
        var best = (dayEnd == 8 ? BASIC : LENIENT)
                .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (best) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            default -> throw new DateTimeException("not a time");
        };
    }

    /** Where the time of day begins; the end of the text without one. */
    private static int dayEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("Tt ".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The form that nearly every client writes; an hour of 24 or a leap second is left to the library. */
    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char want = USUAL.charAt(i);
            char here = text.charAt(i);
            if (want == '0' ? here < '0' || here > '9' : here != want) {
                return false;
            }
        }
        return number(text, 11, 2) < 24 && number(text, 17, 2) < 60;
    }

    /** Costs a twentieth of what a formatter does, which would cost more than judging the rest of a call. */
    private static Instant ofUsual(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 2),
                        number(text, 8, 2),
                        number(text, 11, 2),
                        number(text, 14, 2),
                        number(text, 17, 2),
                        number(text, 20, 3) * NANOS_PER_MILLI)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    // Ten digits and fewer are years or seconds, about which clients do not agree.
    private static boolean isDigits(String text) {
        return text.length() >= 11 && text.length() <= 15 && text.chars().allMatch(it -> it >= '0' && it <= '9');
    }
}
