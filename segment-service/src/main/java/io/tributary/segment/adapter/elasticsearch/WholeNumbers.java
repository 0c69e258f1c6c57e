package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.rule.Operator;
import java.util.function.LongFunction;

/** Comparisons of whole numbers, from "at least so many". */
final class WholeNumbers {

    private WholeNumbers() {}

    static Bounds compared(Operator op, double value, LongFunction<Bounds> atLeast) {
        long up = (long) Math.ceil(value);
        long above = (long) Math.floor(value) + 1;
        return switch (op) {
            case GTE -> atLeastOrAlways(up, atLeast);
            case GT -> atLeastOrAlways(above, atLeast);
            case LT -> atLeastOrAlways(up, atLeast).negated();
            case LTE -> atLeastOrAlways(above, atLeast).negated();
            case EQ ->
                up < above
                        ? atLeastOrAlways(up, atLeast)
                                .and(atLeastOrAlways(above, atLeast).negated())
                        : Bounds.NEVER;
            case NE -> compared(Operator.EQ, value, atLeast).negated();
            case IN, NOT_IN, CONTAINS, STARTS_WITH, EXISTS, MISSING, BEFORE, AFTER ->
                throw new IllegalArgumentException(op.json() + " does not compare measures");
        };
    }

    private static Bounds atLeastOrAlways(long least, LongFunction<Bounds> atLeast) {
        return least <= 0 ? Bounds.ALWAYS : atLeast.apply(least);
    }
}
