package io.tributary.activation.adapter.http;

import io.tributary.activation.adapter.http.ProblemException.Violation;
import io.tributary.contracts.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the named scalars of a configuration; nothing in it may be nested. */
final class Scalars {

    private static final int MAX_FIELDS = 32;
    private static final int MAX_LENGTH = 4_096;

    private Scalars() {}

    static Map<String, String> read(@Nullable JsonNode object, String pointer) {
        var values = new LinkedHashMap<String, String>();
        if (object == null || object.isNull()) {
            return values;
        }
        if (!object.isObject() || object.size() > MAX_FIELDS) {
            throw wrong(pointer, "an object of at most " + MAX_FIELDS + " fields is needed");
        }
        for (var field : object.properties()) {
            var value = field.getValue();
            if (value.isNull()) {
                continue;
            }
            if (!value.isValueNode() || value.asString().length() > MAX_LENGTH) {
                throw wrong(pointer + "/" + field.getKey(), "a text, a number or a truth value is needed");
            }
            values.put(field.getKey(), value.asString());
        }
        return values;
    }

    private static ProblemException wrong(String pointer, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Correct the fields that are named.",
                List.of(new Violation(pointer, "type", message)));
    }
}
