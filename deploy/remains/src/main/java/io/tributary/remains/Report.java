package io.tributary.remains;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what was found, a JSON line for each place, value and spelling, and what was looked at, a line for each store. It
 * names values and never holds one.
 */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Scanner scanner;
    private final PrintStream out;
    private final Map<String, Looked> looked = new LinkedHashMap<>();
    private boolean found;

    private static final class Looked {
        private long places;
        private long bytes;
    }

    Report(Scanner scanner, PrintStream out) {
        this.scanner = scanner;
        this.out = out;
    }

    Scanner.Pass pass() {
        return scanner.new Pass();
    }

    /** The end of one place: a table, a topic, an index, a file. */
    void close(String store, String place, Scanner.Pass pass) {
        var entry = looked.computeIfAbsent(store, _ -> new Looked());
        entry.places++;
        entry.bytes += pass.bytes();
        var merged = new TreeMap<String, Scanner.Hit>();
        for (var hit : pass.hits()) {
            merged.merge(
                    hit.value() + "\0" + hit.form(),
                    hit,
                    (one, other) -> new Scanner.Hit(one.value(), one.form(), one.count() + other.count()));
        }
        merged.values().forEach(it -> found(store, place, it));
    }

    void found(String store, String place, Scanner.Hit hit) {
        found = true;
        out.println(line("found", store)
                .put("place", place)
                .put("value", hit.value())
                .put("form", hit.form())
                .put("count", hit.count()));
    }

    /** How much was looked at: a search that saw nothing found nothing. */
    void end() {
        looked.forEach((store, entry) ->
                out.println(line("looked", store).put("places", entry.places).put("bytes", entry.bytes)));
    }

    boolean isEmpty() {
        return !found;
    }

    private static ObjectNode line(String what, String store) {
        return JSON.createObjectNode().put("what", what).put("store", store);
    }
}
