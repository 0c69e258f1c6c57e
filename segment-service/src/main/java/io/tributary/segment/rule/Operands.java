package io.tributary.segment.rule;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Which operands an operator takes, equal for both spellings. */
final class Operands {

    static final int MAX_VALUES = 1_000;

    private Operands() {}

    /** An operand that fits, with its operator as text. */
    static String example(Operator op) {
        return switch (op) {
            case EQ, NE -> "for example country " + op.words() + " \"DE\"";
            case GT, GTE, LT, LTE -> "for example visits " + op.words() + " 3";
            case IN, NOT_IN -> "for example country " + op.words() + " (\"DE\", \"FR\")";
            case CONTAINS, STARTS_WITH -> "for example city " + op.words() + " \"Ber\"";
            case BEFORE, AFTER -> "for example createdAt " + op.words() + " 2026-01-31";
            case EXISTS, MISSING -> "for example country " + op.words();
        };
    }

    /** What the operator wants instead, in words; null when the operand fits. */
    static @Nullable String wrong(Operator op, @Nullable Value operand) {
        return switch (op) {
            case EQ, NE -> operand == null || operand instanceof Value.Many ? "one value" : null;
            case GT, GTE, LT, LTE -> operand instanceof Value.Numeric ? null : "a number";
            case IN, NOT_IN ->
                operand instanceof Value.Many(var values) && !values.isEmpty() && values.size() <= MAX_VALUES
                        ? null
                        : "an array of 1 to " + MAX_VALUES + " values";
            case CONTAINS, STARTS_WITH -> operand instanceof Value.Text ? null : "a string";
            case BEFORE, AFTER ->
                operand instanceof Value.Text(var text) && Moments.instant(text, ZoneOffset.UTC) != null
                        ? null
                        : "a date or an instant";
            case EXISTS, MISSING -> operand == null ? null : "nothing";
        };
    }
}
