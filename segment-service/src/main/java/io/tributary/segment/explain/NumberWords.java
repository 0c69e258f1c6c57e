package io.tributary.segment.explain;

import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Value;
import java.util.List;

/** Says numbers as people would: one just beside a bound is more, or less, than the bound. */
final class NumberWords {

    private NumberWords() {}

    /** @param bounds what it is compared with */
    static String of(double number, List<Double> bounds) {
        for (double bound : bounds) {
            if (number == Math.nextUp(bound)) {
                return "more than " + plain(bound);
            }
            if (number == Math.nextDown(bound)) {
                return "less than " + plain(bound);
            }
        }
        return plain(number);
    }

    private static String plain(double number) {
        return RuleText.print(new Value.Numeric(number));
    }
}
