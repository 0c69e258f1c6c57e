package io.tributary.segment.rule;

import java.util.List;

/** The text spelling of rules. {@code parse(print(tree))} is the canonical tree; errors carry character positions. */
public final class RuleText {

    private static final int MAX_CHARACTERS = 64 * 1024;

    private static final RuleError TOO_LARGE = new RuleError(
            "", MAX_CHARACTERS, "too-large", "a rule has at most " + MAX_CHARACTERS + " characters", RuleLimits.SPLIT);

    private RuleText() {}

    /** Reads a rule; the first error ends the reading. */
    public static RuleParse parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return new RuleParse.Invalid(List.of(TOO_LARGE));
        }
        try {
            return new RuleParse.Parsed(Canonical.of(new TextRules(new Tokens(text)).rule()));
        } catch (TextError e) {
            return new RuleParse.Invalid(List.of(e.error()));
        }
    }

    /** Reads a measure that is compared with nothing. */
    public static FigureParse parseFigure(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return new FigureParse.Invalid(List.of(TOO_LARGE));
        }
        try {
            return new FigureParse.Parsed(new TextRules(new Tokens(text)).figure());
        } catch (TextError e) {
            return new FigureParse.Invalid(List.of(e.error()));
        }
    }

    /** Writes a measure on one line. */
    public static String print(Figure figure) {
        return new TextPrinter().print(figure);
    }

    /** Writes which events count on one line. */
    public static String print(EventFilter filter) {
        return TextPrinter.filter(filter);
    }

    /** Writes a value as an operand. */
    public static String print(Value value) {
        return TextPrinter.value(value);
    }

    /** Writes a rule on one line. */
    public static String print(Condition condition) {
        return new TextPrinter().print(Canonical.of(condition));
    }
}
