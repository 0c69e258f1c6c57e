package io.tributary.segment.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values that tell who somebody is wherever they stand: addresses, telephone numbers, and ids that are too long to be
 * anything else. A short id such as {@code 4711} may as well be an order or a price; where it stands as an id, its digest
 * tells. A value is met as a whole, in any case, a telephone number however it is spaced.
 */
public final class TellingValues {

    /** What stands where a value was. */
    public static final String ERASED = "[erased]";

    private static final Set<String> ALWAYS = Set.of("email", "phone");
    private static final int LEAST = 5;
    private static final int LONG = 16;
    private static final String BETWEEN_DIGITS = "[\\s()./-]*";

    private final List<Pattern> patterns;
    private final List<String> values;

    private TellingValues(List<Pattern> patterns, List<String> values) {
        this.patterns = patterns;
        this.values = values;
    }

    public static TellingValues of(Collection<PersonRequest.Known> identifiers) {
        var telling =
                identifiers.stream().filter(TellingValues::tells).distinct().toList();
        var patterns = new ArrayList<Pattern>();
        telling.forEach(it -> patterns.add(pattern(it)));
        return new TellingValues(
                List.copyOf(patterns),
                telling.stream().map(PersonRequest.Known::value).distinct().toList());
    }

    private static boolean tells(PersonRequest.Known identifier) {
        int length = identifier.value().length();
        return length >= LONG || (length >= LEAST && ALWAYS.contains(identifier.namespace()));
    }

    private static Pattern pattern(PersonRequest.Known identifier) {
        var value = identifier.value();
        if (identifier.namespace().equals("phone") && value.matches("\\+?\\d+")) {
            var digits = value.startsWith("+") ? value.substring(1) : value;
            var spaced = digits.chars().mapToObj(Character::toString).collect(Collectors.joining(BETWEEN_DIGITS));
            return Pattern.compile("(?<!\\d)\\+?" + spaced + "(?!\\d)");
        }
        // A dot ends a sentence as often as it goes on with a domain.
        return Pattern.compile(
                "(?<![\\p{Alnum}_.+@-])" + Pattern.quote(value) + "(?![\\p{Alnum}_@-]|\\.\\p{Alnum})",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** As they were normalised. */
    public List<String> values() {
        return values;
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    public boolean in(String text) {
        return text.length() >= LEAST
                && patterns.stream().anyMatch(it -> it.matcher(text).find());
    }

    /** The text with {@link #ERASED} in the place of each value. */
    public String without(String text) {
        var left = text;
        for (var pattern : patterns) {
            left = pattern.matcher(left).replaceAll(ERASED);
        }
        return left;
    }
}
