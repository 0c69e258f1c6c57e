package io.tributary.segment.rule;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names and strings are spelled in text: bare where that is unmistakable, quoted otherwise. */
final class Words {

    /** A name that needs no quotes. */
    static final String BARE = "[A-Za-z_$][\\w$-]*(?:\\.[\\w$-]+)*";

    /** Words that begin or join conditions and so are no bare trait names. */
    static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "in",
            "is",
            "has",
            "did",
            "then",
            "within",
            "same",
            "since",
            "ever",
            "between",
            "before",
            "after",
            "exists",
            "contains",
            "starts",
            "reachable",
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "distinct",
            "days",
            "first",
            "latest",
            "segment",
            "score",
            "consent",
            "age",
            "true",
            "false",
            "where",
            "last",
            "next",
            "missing");

    /** Words that measure events. */
    static final Set<String> MEASURES = Set.of("count", "days", "sum", "avg", "min", "max", "distinct");

    /** Why nothing else is measured. */
    static final String NO_MEASURE =
            "a measure is a number: count, days, sum, avg, min, max or distinct of an event, with its window;"
                    + " first, latest, sequences and traits are conditions and have none";

    private static final Pattern BARE_NAME = Pattern.compile(BARE);
    private static final Pattern BARE_DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.]+(?:Z|[+-]\\d{2}:\\d{2})?)?");

    private Words() {}

    static String path(PropertyPath path) {
        return BARE_NAME.matcher(path.text()).matches()
                        && !RESERVED.contains(path.text().toLowerCase(Locale.ROOT))
                ? path.text()
                : "`" + escaped(path.text(), '`') + "`";
    }

    /** A purpose, namespace or channel: only ever in a place where nothing else can stand. */
    static String name(String name) {
        return BARE_NAME.matcher(name).matches() ? name : "\"" + escaped(name, '"') + "\"";
    }

    static String string(String text) {
        return "\"" + escaped(text, '"') + "\"";
    }

    static String moment(String text) {
        return BARE_DATE.matcher(text).matches() ? text : string(text);
    }

    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        boolean escaping = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (escaping) {
                plain.append(unescaped(next));
            } else if (next != '\\') {
                plain.append(next);
            }
            escaping = !escaping && next == '\\';
        }
        return plain.toString();
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private static String escaped(String text, char quote) {
        var escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (next == quote || next == '\\') {
                        escaped.append('\\');
                    }
                    escaped.append(next);
                }
            }
        }
        return escaped.toString();
    }
}
