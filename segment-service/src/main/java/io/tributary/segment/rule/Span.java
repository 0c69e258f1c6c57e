package io.tributary.segment.rule;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An amount of days, hours or minutes; whether days mean calendar days is decided where it is used. */
public record Span(int amount, Unit unit) {

    /** The units a rule may name. */
    public enum Unit {
        DAYS("d", Duration.ofDays(1)),
        HOURS("h", Duration.ofHours(1)),
        MINUTES("m", Duration.ofMinutes(1));

        private final String suffix;
        private final Duration length;

        Unit(String suffix, Duration length) {
            this.suffix = suffix;
            this.length = length;
        }

        /** The unit in words, such as {@code days}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Unit ofWord(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            for (var unit : values()) {
                if (lower.equals(unit.suffix)
                        || lower.equals(unit.words())
                        || unit.words().equals(lower + "s")) {
                    return unit;
                }
            }
            return null;
        }
    }

    /** Reads {@code 30d}, {@code 36h} or {@code 15m}; null when it is none of these. */
    static @Nullable Span parse(String text) {
        if (text.length() < 2 || text.length() > 8) {
            return null;
        }
        var unit = Unit.ofWord(text.substring(text.length() - 1));
        var digits = text.substring(0, text.length() - 1);
        if (unit == null || !digits.chars().allMatch(it -> it >= '0' && it <= '9')) {
            return null;
        }
        return new Span(Integer.parseInt(digits), unit);
    }

    /** The largest unit that says an elapsed time of whole minutes exactly. */
    static Span ofElapsed(Duration elapsed) {
        return elapsed.toMinutes() % (24 * 60) == 0
                ? new Span(Math.toIntExact(elapsed.toDays()), Unit.DAYS)
                : ofRolling(elapsed);
    }

    /** Hours, or minutes when hours do not say it exactly: a rolling window never becomes days. */
    static Span ofRolling(Duration rolling) {
        return rolling.toMinutes() % 60 == 0
                ? new Span(Math.toIntExact(rolling.toHours()), Unit.HOURS)
                : new Span(Math.toIntExact(rolling.toMinutes()), Unit.MINUTES);
    }

    /** The elapsed length, with days of 24 hours. */
    public Duration elapsed() {
        return unit.length.multipliedBy(amount);
    }

    /** As JSON spells it, such as {@code 30d}. */
    public String text() {
        return amount + unit.suffix;
    }

    /** As text spells it, such as {@code 30 days}. */
    public String words() {
        return amount + " " + unit.words();
    }
}
