package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import org.jspecify.annotations.Nullable;

/** A value within a packed state: a number for its kind, then what it holds. */
final class PackedValue {

    private PackedValue() {}

    static void write(@Nullable Value value, Packer out) {
        switch (value) {
            case null -> out.number(0);
            case Value.Text(var text) -> out.number(1).text(text);
            case Value.Numeric(var number) -> out.number(2).decimal(number);
            case Value.Bool(var truth) -> out.number(truth ? 4 : 3);
            case Value.Many(var values) -> out.number(5).list(values, PackedValue::write);
        }
    }

    static @Nullable Value read(Unpacker in) {
        return switch ((int) in.number()) {
            case 0 -> null;
            case 1 -> new Value.Text(in.text());
            case 2 -> new Value.Numeric(in.decimal());
            case 3 -> new Value.Bool(false);
            case 4 -> new Value.Bool(true);
            case 5 -> new Value.Many(in.list(PackedValue::require));
            default -> throw new IllegalArgumentException("not a value of a profile state");
        };
    }

    static Value require(Unpacker in) {
        var value = read(in);
        if (value == null) {
            throw new IllegalArgumentException("a value is missing in a profile state");
        }
        return value;
    }
}
