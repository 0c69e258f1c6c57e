package io.tributary.segment.rule;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads operands from JSON. */
final class JsonOperands {

    private JsonOperands() {}

    /** The value, or null when it is none that a rule can hold. */
    static @Nullable Value read(@Nullable JsonNode node) {
        if (node == null || !node.isArray()) {
            return scalar(node);
        }
        var values = new ArrayList<Value>(node.size());
        for (var element : node) {
            var value = scalar(element);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new Value.Many(values);
    }

    private static @Nullable Value scalar(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isString()) {
            return new Value.Text(node.stringValue());
        }
        if (node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        return node.isNumber() && Double.isFinite(node.asDouble(Double.NaN))
                ? new Value.Numeric(node.asDouble(0))
                : null;
    }
}
