package io.tributary.conformance.check;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Compares JSON by meaning: numbers by value, objects without regard to order, null and empty objects as absent. */
final class Json {

    private Json() {}

    /** Where the two differ, by path; empty when they mean the same. */
    static List<String> differences(String path, JsonNode expected, JsonNode found) {
        var differences = new ArrayList<String>();
        compare(path, expected, found, differences);
        return differences;
    }

    /** Where {@code found} lacks something of {@code part}; it may hold more. */
    static List<String> lacking(String path, JsonNode part, JsonNode found) {
        var differences = new ArrayList<String>();
        part.properties()
                .forEach(it -> compare(path + "." + it.getKey(), it.getValue(), found.path(it.getKey()), differences));
        return differences;
    }

    private static void compare(String path, JsonNode expected, JsonNode found, List<String> differences) {
        if (isNothing(expected) && isNothing(found)) {
            return;
        }
        if (expected.isObject() && found.isObject()) {
            expected.properties()
                    .forEach(it ->
                            compare(path + "." + it.getKey(), it.getValue(), found.path(it.getKey()), differences));
            found.properties().stream()
                    .filter(it -> !expected.has(it.getKey()) && !isNothing(it.getValue()))
                    .forEach(it -> differences.add(path + "." + it.getKey() + ": was not sent"));
        } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
            for (int index = 0; index < expected.size(); index++) {
                compare(path + "[" + index + "]", expected.get(index), found.get(index), differences);
            }
        } else if (!isSameScalar(expected, found)) {
            differences.add(path + ": expected " + shown(expected) + ", found " + shown(found));
        }
    }

    private static boolean isSameScalar(JsonNode expected, JsonNode found) {
        return (expected.isNumber() && found.isNumber())
                ? expected.decimalValue().compareTo(found.decimalValue()) == 0
                : expected.equals(found);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isObject() && node.isEmpty());
    }

    private static String shown(JsonNode node) {
        return isNothing(node) ? "nothing" : node.toString();
    }
}
