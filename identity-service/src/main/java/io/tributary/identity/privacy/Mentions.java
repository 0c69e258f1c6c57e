package io.tributary.identity.privacy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Decides whether a text holds one of a person's values: in whatever case, plain, or as JSON or a URL writes it, and standing
 * alone, because a longer value that has it in it is somebody else's. A value of four characters or fewer counts only as a
 * whole JSON text: it is a word in too many others.
 */
public final class Mentions {

    private static final int SHORT = 4;

    /** An address or an id goes on over one of these when a letter or a digit follows. */
    private static final String JOINS = "._-+@%'";

    private final List<String> patterns;

    private Mentions(List<String> patterns) {
        this.patterns = patterns;
    }

    public static Mentions of(Collection<String> values) {
        return new Mentions(values.stream()
                .filter(it -> !it.isBlank())
                .flatMap(it -> Stream.of(it, escaped(it), URLEncoder.encode(it, StandardCharsets.UTF_8)))
                .map(it -> it.length() <= SHORT ? "\"" + it + "\"" : it)
                .map(it -> it.toLowerCase(Locale.ROOT))
                .distinct()
                .toList());
    }

    /** As those write JSON who keep to ASCII. */
    private static String escaped(String value) {
        var escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            switch (one) {
                case '"', '\\' -> escaped.append('\\').append(one);
                case '/' -> escaped.append("\\/");
                default -> {
                    if (one < 0x80) {
                        escaped.append(one);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
                    }
                }
            }
        }
        return escaped.toString();
    }

    public boolean in(byte[] bytes) {
        return in(new String(bytes, StandardCharsets.UTF_8));
    }

    public boolean in(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(it -> standsAlone(lower, it));
    }

    /** The same for bytes of which nobody knows where one text ends: there what goes on counts as well. */
    public boolean somewhereIn(byte[] bytes) {
        var lower = new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(lower::contains);
    }

    private static boolean standsAlone(String text, String pattern) {
        for (int at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
            int end = at + pattern.length();
            boolean before = goesOn(text, at - 1, -1) && !endsEscape(text, at - 1);
            if (!before && !goesOn(text, end, 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean goesOn(String text, int at, int step) {
        return isWord(text, at) || (isIn(text, at) && JOINS.indexOf(text.charAt(at)) >= 0 && isWord(text, at + step));
    }

    private static boolean isWord(String text, int at) {
        return isIn(text, at) && Character.isLetterOrDigit(text.charAt(at));
    }

    private static boolean isIn(String text, int at) {
        return at >= 0 && at < text.length();
    }

    /** The letter of a line break, as JSON writes it, is no letter; nor is the end of a character's number. */
    private static boolean endsEscape(String text, int at) {
        return (at >= 1 && text.charAt(at - 1) == '\\' && "nrtbf".indexOf(text.charAt(at)) >= 0)
                || (at >= 5 && text.startsWith("\\u", at - 5));
    }
}
