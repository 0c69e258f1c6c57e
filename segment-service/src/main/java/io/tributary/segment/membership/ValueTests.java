package io.tributary.segment.membership;

import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Moments;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.Test;
import io.tributary.segment.rule.Value;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Decides whether values pass a test: when any of them does. No values pass nothing but {@code missing}, and a value of
 * another kind than the operand's passes nothing, {@code ne} and {@code notIn} included.
 */
public final class ValueTests {

    private ValueTests() {}

    /** Judges the values that a trait or a property has; an empty list means that it is missing. */
    public static boolean pass(Test test, List<Value> values, ZoneId zone) {
        return switch (test.op()) {
            case EXISTS -> !values.isEmpty();
            case MISSING -> values.isEmpty();
            case EQ, NE, GT, GTE, LT, LTE, IN, NOT_IN, CONTAINS, STARTS_WITH, BEFORE, AFTER -> {
                var operand = test.asked().orElseThrow();
                yield anyPasses(test.op(), values, operand, zone);
            }
        };
    }

    // For each event of a profile and each filter: no stream.
    private static boolean anyPasses(Operator op, List<Value> values, Value operand, ZoneId zone) {
        for (var value : values) {
            if (passes(op, value, operand, zone)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an event with these properties passes, whatever its name. */
    public static boolean matches(EventFilter filter, Map<String, List<Value>> properties, ZoneId zone) {
        for (var test : filter.where()) {
            var values = properties.getOrDefault(test.property().text(), List.of());
            if (!pass(test.test(), values, zone)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(Operator op, Value value, Value operand, ZoneId zone) {
        return switch (op) {
            case EQ -> value.equals(operand);
            case NE -> value.getClass() == operand.getClass() && !value.equals(operand);
            case GT, GTE, LT, LTE ->
                value instanceof Value.Numeric(var left)
                        && operand instanceof Value.Numeric(var right)
                        && op.holds(left, right);
            case IN -> operand.each().contains(value);
            case NOT_IN ->
                operand.each().stream().anyMatch(it -> it.getClass() == value.getClass())
                        && !operand.each().contains(value);
            case CONTAINS -> nfc(value).contains(nfc(operand)) && areTexts(value, operand);
            case STARTS_WITH -> nfc(value).startsWith(nfc(operand)) && areTexts(value, operand);
            case BEFORE, AFTER -> isInOrder(op, value, operand, zone);
            case EXISTS, MISSING -> throw new IllegalArgumentException(op + " has no operand");
        };
    }

    private static boolean isInOrder(Operator op, Value value, Value operand, ZoneId zone) {
        if (!(value instanceof Value.Text(var text) && operand instanceof Value.Text(var asked))) {
            return false;
        }
        var left = Moments.instant(text, zone);
        var right = Moments.instant(asked, zone);
        return left != null && right != null && (op == Operator.BEFORE ? left < right : left > right);
    }

    private static boolean areTexts(Value left, Value right) {
        return left instanceof Value.Text && right instanceof Value.Text;
    }

    private static String nfc(Value value) {
        return value instanceof Value.Text(var text)
                ? Normalizer.isNormalized(text, Normalizer.Form.NFC)
                        ? text
                        : Normalizer.normalize(text, Normalizer.Form.NFC)
                : "";
    }
}
