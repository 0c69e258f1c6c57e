package io.tributary.segment.rule;

import java.util.List;

/** A value of a trait, a property or an operand. Values of different kinds are never equal and never ordered. */
public sealed interface Value {

    /** A string, compared exactly. */
    record Text(String text) implements Value {}

    /** A number, an IEEE double. */
    record Numeric(double number) implements Value {
        public Numeric {
            // One zero: minus zero would be another record, another hash and another tuple.
            number = number == 0 ? 0.0 : number;
        }
    }

    /** A truth value. */
    record Bool(boolean truth) implements Value {}

    /** Several values: an array, or the operand of {@code in}. Never nested. */
    record Many(List<Value> values) implements Value {
        public Many {
            values = List.copyOf(values);
        }
    }

    /** The values one by one: the elements of {@link Many}, else the value itself. */
    default List<Value> each() {
        return this instanceof Many(var values) ? values : List.of(this);
    }

    /** What JSON calls it: {@code string}, {@code number} or {@code boolean}; {@code list} of several values. */
    default String kind() {
        return switch (this) {
            case Text _ -> "string";
            case Numeric _ -> "number";
            case Bool _ -> "boolean";
            case Many _ -> "list";
        };
    }

    /** As JSON says it: a string, a double, a truth value, or a list of them. */
    default Object plain() {
        return switch (this) {
            case Text(var text) -> text;
            case Numeric(var number) -> number;
            case Bool(var truth) -> truth;
            case Many(var values) -> values.stream().map(Value::plain).toList();
        };
    }
}
