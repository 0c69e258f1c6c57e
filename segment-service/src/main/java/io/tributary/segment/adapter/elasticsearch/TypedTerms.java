package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.rule.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * How a named value is one term of a keyword field: {@code path}, a separator, a letter for the kind, the value. Terms
 * sort as the values do, so one field with a fixed mapping answers equality, order, prefix and containment for any
 * number of traits and properties.
 */
final class TypedTerms {

    /** Comes before every character that a path or a value is made of. */
    static final char SEPARATOR = '\u0001';

    static final char BOOL = 'b';
    static final char NUMBER = 'n';
    /** A text in Unicode's composed form, as almost all are. */
    static final char TEXT = 's';
    /** A text that is not in composed form, as it came. */
    static final char RAW_TEXT = 'r';
    /** The composed form of a raw text: containment is judged on it. */
    static final char COMPOSED = 'c';

    // Lucene refuses terms above 32,766 bytes; what is cut off is still told apart by its digest.
    private static final int LONGEST = 4_000;

    private TypedTerms() {}

    /** The terms of a value: one per element, two for a text that is not composed. */
    static List<String> of(String path, Value value) {
        var terms = new ArrayList<String>();
        for (var element : value.each()) {
            switch (element) {
                case Value.Text(var text) -> {
                    terms.add(text(path, text));
                    if (!isComposed(text)) {
                        terms.add(term(path, COMPOSED, cut(composed(text))));
                    }
                }
                case Value.Numeric(var number) -> terms.add(number(path, number));
                case Value.Bool(var truth) -> terms.add(bool(path, truth));
                case Value.Many _ -> throw new IllegalArgumentException("values are never nested");
            }
        }
        return terms;
    }

    /** The one term that a value equal to this operand has. */
    static String exact(String path, Value operand) {
        return switch (operand) {
            case Value.Text(var text) -> text(path, text);
            case Value.Numeric(var number) -> number(path, number);
            case Value.Bool(var truth) -> bool(path, truth);
            case Value.Many _ -> throw new IllegalArgumentException("several values are several terms");
        };
    }

    static String number(String path, double number) {
        return term(path, NUMBER, sortable(number));
    }

    static String prefix(String path) {
        return path + SEPARATOR;
    }

    static String prefix(String path, char kind) {
        return prefix(path) + kind;
    }

    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String text(String path, String text) {
        return term(path, isComposed(text) ? TEXT : RAW_TEXT, cut(text));
    }

    private static String bool(String path, boolean truth) {
        return term(path, BOOL, truth ? "1" : "0");
    }

    private static String term(String path, char kind, String value) {
        return path + SEPARATOR + kind + value;
    }

    private static boolean isComposed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    /** IEEE bits with the order of unsigned hex equal to the order of the numbers. */
    private static String sortable(double number) {
        long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return HexFormat.of().toHexDigits(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + SEPARATOR + digest(text);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
