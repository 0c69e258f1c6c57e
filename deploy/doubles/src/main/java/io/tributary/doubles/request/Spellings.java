package io.tributary.doubles.request;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The texts in which a request may hide a value: as sent, percent-decoded, and with the escapes of JSON taken back. A
 * search that looked only at the bytes would call {@code anna%40example.com} absent.
 */
final class Spellings {

    private Spellings() {}

    /** Whether any spelling contains the value; letters of either case are the same. */
    static Predicate<String> of(RecordedRequest request) {
        var folded =
                all(request).stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        return value -> {
            var wanted = value.toLowerCase(Locale.ROOT);
            return folded.stream().anyMatch(text -> text.contains(wanted));
        };
    }

    private static List<String> all(RecordedRequest request) {
        var spellings = new ArrayList<String>();
        spellings.add(request.target());
        spellings.add(request.body());
        request.headers().values().forEach(spellings::add);
        addDecoded(request.target(), spellings);
        addDecoded(request.body(), spellings);
        for (var text : List.copyOf(spellings)) {
            if (text.indexOf('\\') >= 0) {
                Json.read(text).ifPresent(json -> spellings.add(allStrings(json)));
            }
        }
        return spellings;
    }

    private static void addDecoded(String text, List<String> spellings) {
        if (text.indexOf('%') >= 0 || text.indexOf('+') >= 0) {
            spellings.add(Request.decoded(text));
        }
    }

    private static String allStrings(JsonNode json) {
        var all = new StringBuilder();
        collect(json, all);
        return all.toString();
    }

    private static void collect(JsonNode node, StringBuilder all) {
        if (node.isString()) {
            all.append(node.stringValue()).append('\n');
            return;
        }
        for (var property : node.propertyNames()) {
            all.append(property).append('\n');
        }
        for (var child : node) {
            collect(child, all);
        }
    }
}
