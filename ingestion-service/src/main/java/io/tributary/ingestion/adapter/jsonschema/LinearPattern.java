package io.tributary.ingestion.adapter.jsonschema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression whose time grows with the text and nothing else. Look-around and back-references do not exist in
 * RE2, which is what makes that so; a pattern with them is refused.
 */
record LinearPattern(Pattern pattern) implements RegularExpression {

    /** A larger automaton makes each character too dear. */
    private static final int MAX_PROGRAM = 1_000;

    /** A backslash with what it escapes, so that an escaped backslash escapes nothing. */
    private static final java.util.regex.Pattern ESCAPE =
            java.util.regex.Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|.)", java.util.regex.Pattern.DOTALL);

    static final RegularExpressionFactory FACTORY = LinearPattern::of;

    /** Fails with an {@link IllegalArgumentException} that says what is wrong. */
    static LinearPattern of(String ecmaScript) {
        var wrong = whatIsWrong(ecmaScript);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        return new LinearPattern(Pattern.compile(translated(ecmaScript)));
    }

    /** What to change, in words; null when the pattern is good. */
    static @Nullable String whatIsWrong(String ecmaScript) {
        try {
            return Pattern.compile(translated(ecmaScript)).programSize() > MAX_PROGRAM
                    ? "The pattern is too large: repeat fewer times."
                    : null;
        } catch (PatternSyntaxException e) {
            return "The pattern is not one of RE2, which has neither look-around nor back-references.";
        }
    }

    int size() {
        return pattern.programSize();
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    /** RE2 writes {@code \\u00e9} as {@code \\x{00e9}}; everything else that both know they write alike. */
    private static String translated(String ecmaScript) {
        return ESCAPE.matcher(ecmaScript)
                .replaceAll(
                        it -> Matcher.quoteReplacement(it.group(1) == null ? it.group() : "\\x{" + it.group(1) + '}'));
    }
}
