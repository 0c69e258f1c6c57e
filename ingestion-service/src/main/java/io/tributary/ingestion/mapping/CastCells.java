package io.tributary.ingestion.mapping;

import io.tributary.ingestion.intake.SentTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Writes texts as JSON values. Null means that the text is none of that kind. For one thread at a time. */
final class CastCells {

    static final String EPOCH_SECONDS = "epoch-seconds";

    private static final int LONGEST_NUMBER = 40;
    private static final Pattern GROUPED = Pattern.compile(
            "[+-]?[0-9]{1,3}(?:(?<group>[.,' \u00a0\u202f])[0-9]{3}" + "(?:\\k<group>[0-9]{3})*)?(?<rest>.*)");
    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<String, DateTimeFormatter> formatters = new HashMap<>();

    /** @param text not blank */
    @Nullable
    JsonNode cast(String text, Cast cast) {
        return switch (cast) {
            case Cast.Text _ -> StringNode.valueOf(text);
            case Cast.Numeric number -> number(text.strip(), number.decimal());
            case Cast.Bool _ -> bool(text.strip());
            case Cast.Time time -> time(text.strip(), time);
            case Cast.Items items -> items(text, items);
            case Cast.Json _ -> json(text);
        };
    }

    /** Whether the pattern can be read at all. */
    static boolean isPattern(String pattern) {
        try {
            return pattern.isEmpty() || pattern.equals(EPOCH_SECONDS) || formatter(pattern) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable JsonNode number(String text, char decimal) {
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        var plain = ungrouped(text, decimal).replace(decimal, '.');
        return PLAIN.matcher(plain).matches() ? DecimalNode.valueOf(new BigDecimal(plain)) : null;
    }

    /** Takes the signs between thousands away where they stand in the right places, and only there. */
    private static String ungrouped(String text, char decimal) {
        var match = GROUPED.matcher(text);
        var group = match.matches() ? match.group("group") : null;
        if (group == null || group.charAt(0) == decimal) {
            return text;
        }
        var rest = String.valueOf(match.group("rest"));
        boolean fits = rest.isEmpty() || rest.charAt(0) == decimal;
        return fits ? text.substring(0, match.start("rest")).replace(group, "") + rest : text;
    }

    private static @Nullable JsonNode bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1" -> BooleanNode.TRUE;
            case "false", "no", "n", "0" -> BooleanNode.FALSE;
            default -> null;
        };
    }

    private @Nullable JsonNode time(String text, Cast.Time time) {
        var instant = instant(text, time);
        return instant == null ? null : StringNode.valueOf(instant.toString());
    }

    private @Nullable Instant instant(String text, Cast.Time time) {
        try {
            if (time.pattern().isEmpty()) {
                return iso(text, time.zone());
            }
            if (time.pattern().equals(EPOCH_SECONDS)) {
                return fromSeconds(text);
            }
            var formatter = formatters.computeIfAbsent(time.pattern(), CastCells::formatter);
            return inZone(formatter.parse(text), time.zone());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Instant iso(String text, ZoneId zone) {
        var instant = SentTime.parse(text);
        // Without an offset it was read as UTC: what was meant is that wall clock in the zone.
        return instant == null || SentTime.namesItsOffset(text)
                ? instant
                : LocalDateTime.ofInstant(instant, java.time.ZoneOffset.UTC)
                        .atZone(zone)
                        .toInstant();
    }

    private static @Nullable Instant fromSeconds(String text) {
        if (text.length() > LONGEST_NUMBER || !PLAIN.matcher(text).matches()) {
            return null;
        }
        var millis = new BigDecimal(text).movePointRight(3).toBigInteger();
        return SentTime.inRange(Instant.ofEpochMilli(millis.longValueExact()));
    }

    private static @Nullable Instant inZone(TemporalAccessor read, ZoneId zone) {
        var own = read.query(TemporalQueries.zone());
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return SentTime.inRange(Instant.from(read));
        }
        var date = read.query(TemporalQueries.localDate());
        if (date == null) {
            return null;
        }
        var time = read.query(TemporalQueries.localTime());
        return SentTime.inRange(zoned(date, time, own == null ? zone : own).toInstant());
    }

    private static ZonedDateTime zoned(LocalDate date, java.time.@Nullable LocalTime time, ZoneId zone) {
        return time == null ? date.atStartOfDay(zone) : date.atTime(time).atZone(zone);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private @Nullable JsonNode items(String text, Cast.Items items) {
        List<JsonNode> cast = new ArrayList<>();
        for (var piece : text.split(Pattern.quote(items.separator()), -1)) {
            if (!piece.isBlank()) {
                var item = cast(piece.strip(), items.each());
                if (item == null) {
                    return null;
                }
                cast.add(item);
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(cast);
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
