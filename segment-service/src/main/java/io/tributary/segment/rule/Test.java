package io.tributary.segment.rule;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator with its operand: none for {@code exists} and {@code missing}, several for {@code in} and {@code notIn}. */
public record Test(Operator op, @Nullable Value operand) {

    public Test {
        if (op.standsAlone() != (operand == null)) {
            throw new IllegalArgumentException(
                    op.json() + (op.standsAlone() ? " takes no operand" : " needs an operand"));
        }
    }

    /** The operand where the operator has one. */
    public Optional<Value> asked() {
        return Optional.ofNullable(operand);
    }
}
