package io.tributary.ingestion.infer;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The types of values as JSON Schema tells them apart. */
enum ValueType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    NULL;

    static ValueType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, BINARY -> STRING;
            case NUMBER -> value.isIntegralNumber() ? INTEGER : NUMBER;
            case BOOLEAN -> BOOLEAN;
            case OBJECT, POJO -> OBJECT;
            case ARRAY -> ARRAY;
            case NULL, MISSING -> NULL;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
