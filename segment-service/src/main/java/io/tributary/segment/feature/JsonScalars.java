package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Walks a JSON object without building it: each scalar with the path of names that leads to it, through arrays. */
final class JsonScalars {

    /** Takes what the walk finds. */
    @FunctionalInterface
    interface Sink {

        /** A value, or null for a JSON null. */
        void scalar(String path, @Nullable Value value);

        /** An array of scalars or nothing begins at the path. */
        default void array(String path) {}
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DEPTH = 16;

    private JsonScalars() {}

    static void read(byte[] json, Sink sink) {
        if (json.length == 0) {
            return;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, "", 0, sink);
            }
        }
    }

    private static void object(JsonParser parser, String prefix, int depth, Sink sink) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            value(parser, prefix + name, depth + 1, sink);
        }
    }

    private static void value(JsonParser parser, String path, int depth, Sink sink) {
        if (path.isEmpty() || depth > MAX_DEPTH) {
            parser.skipChildren();
            return;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path + ".", depth, sink);
            case START_ARRAY -> array(parser, path, depth, sink);
            case VALUE_STRING -> sink.scalar(path, new Value.Text(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double number = parser.getDoubleValue();
                if (Double.isFinite(number)) {
                    sink.scalar(path, new Value.Numeric(number));
                }
            }
            case VALUE_TRUE -> sink.scalar(path, new Value.Bool(true));
            case VALUE_FALSE -> sink.scalar(path, new Value.Bool(false));
            case VALUE_NULL -> sink.scalar(path, null);
            default -> {}
        }
    }

    private static void array(JsonParser parser, String path, int depth, Sink sink) {
        boolean announced = false;
        var token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            sink.array(path);
        }
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!announced && token != JsonToken.START_OBJECT) {
                sink.array(path);
                announced = true;
            }
            if (token != JsonToken.VALUE_NULL) {
                value(parser, path, depth + 1, sink);
            }
        }
    }
}
