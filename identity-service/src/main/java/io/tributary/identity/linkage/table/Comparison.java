package io.tributary.identity.linkage.table;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * How two values of a field are compared: each kind has a normal form and a few levels, the strongest first. What a level
 * is worth is learned, so a kind only has to order the values sensibly.
 */
public enum Comparison {
    /** A given, family or place name; spelling varies, so Jaro-Winkler grades it. */
    NAME,
    /** A date in any fixed order of its digits; separators do not count. */
    DATE,
    /** A number or code that is typed: postcode, card, house number. */
    CODE,
    /** A mail address. */
    EMAIL,
    /** A phone number with its country, as digits. */
    PHONE,
    /** A street or whole address; words may be missing or in another order. */
    ADDRESS,
    /** One of few values, such as a state or a gender. */
    CATEGORY,
    /** Never compared: a part of another field that a blocking rule uses. */
    NOTHING;

    private static final List<String> NAMES =
            List.of("exact", "Jaro-Winkler >= 0.92", "Jaro-Winkler >= 0.88", "Jaro-Winkler >= 0.70", "different");
    private static final List<String> EDITS = List.of("exact", "1 edit", "2 edits", "different");
    private static final List<String> MAILS = List.of("exact", "same local part or Jaro-Winkler >= 0.88", "different");
    private static final List<String> PHONES = List.of("exact", "same last 7 digits", "different");
    private static final List<String> WORDS =
            List.of("same words", "half of the words", "a quarter of the words", "different");
    private static final List<String> EQUALITY = List.of("exact", "different");

    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();
    private static final DamerauLevenshteinDistance TWO_EDITS = new DamerauLevenshteinDistance(2);
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int LOCAL_NUMBER = 7;

    /** The levels in words, the strongest first; the last one is disagreement. */
    public List<String> levels() {
        return switch (this) {
            case NAME -> NAMES;
            case DATE, CODE -> EDITS;
            case EMAIL -> MAILS;
            case PHONE -> PHONES;
            case ADDRESS -> WORDS;
            case CATEGORY -> EQUALITY;
            case NOTHING -> List.of();
        };
    }

    /** The form in which values are compared; empty when nothing is left, which counts as no value. */
    String normalise(String value) {
        var lower = Normalizer.normalize(value, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return switch (this) {
            case NAME -> spaced(withoutAccents(lower));
            case DATE, CODE -> NO_WORD.matcher(lower).replaceAll("");
            case EMAIL -> lower;
            case PHONE -> digits(lower);
            case ADDRESS -> String.join(" ", new TreeSet<>(words(withoutAccents(lower))));
            case CATEGORY, NOTHING -> spaced(lower);
        };
    }

    /** The level that two values in normal form reach, 0 being the strongest. */
    public int level(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        return switch (this) {
            case NAME -> nameLevel(one, other);
            case DATE, CODE -> editLevel(one, other);
            case EMAIL -> sameLocalPart(one, other) || JARO_WINKLER.apply(one, other) >= 0.88 ? 1 : 2;
            case PHONE -> sameEnd(one, other) ? 1 : 2;
            case ADDRESS -> SharedWords.of(one, other).level();
            case CATEGORY, NOTHING -> 1;
        };
    }

    private static int nameLevel(String one, String other) {
        double similarity = JARO_WINKLER.apply(one, other);
        if (similarity >= 0.92) {
            return 1;
        }
        return similarity >= 0.88 ? 2 : similarity >= 0.70 ? 3 : 4;
    }

    private static int editLevel(String one, String other) {
        int edits = TWO_EDITS.apply(one, other);
        return edits < 0 ? 3 : edits;
    }

    private static boolean sameLocalPart(String one, String other) {
        int at = one.indexOf('@');
        return at > 0 && at == other.indexOf('@') && one.regionMatches(0, other, 0, at);
    }

    private static boolean sameEnd(String one, String other) {
        return one.length() >= LOCAL_NUMBER
                && other.length() >= LOCAL_NUMBER
                && one.regionMatches(one.length() - LOCAL_NUMBER, other, other.length() - LOCAL_NUMBER, LOCAL_NUMBER);
    }

    /** Only the accents of Latin, Greek and Cyrillic: in other scripts a mark is a letter. */
    private static String withoutAccents(String text) {
        var parts = Normalizer.normalize(text, Normalizer.Form.NFD);
        return Normalizer.normalize(ACCENTS.matcher(parts).replaceAll(""), Normalizer.Form.NFC);
    }

    private static String spaced(String text) {
        return SPACES.matcher(text).replaceAll(" ");
    }

    private static String digits(String text) {
        return text.codePoints()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<String> words(String text) {
        return NO_WORD.splitAsStream(text).filter(it -> !it.isEmpty()).toList();
    }
}
