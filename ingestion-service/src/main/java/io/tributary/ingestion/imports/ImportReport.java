package io.tributary.ingestion.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an import found, for people.
 *
 * @param detected how the file is read, with the mapping
 * @param kinds refused rows by kind; all of them are counted
 * @param problems the first hundred
 * @param preview the first calls, of a dry run only
 */
public record ImportReport(JsonNode detected, Map<String, Long> kinds, List<Problem> problems, List<JsonNode> preview) {

    private static final int PROBLEMS = 100;
    static final int PREVIEW = 5;

    public ImportReport {
        kinds = java.util.Collections.unmodifiableMap(new TreeMap<>(kinds));
        problems = List.copyOf(problems);
        preview = List.copyOf(preview);
    }

    /**
     * Why a row was refused.
     *
     * @param row counted from 1, the header included, empty lines not
     * @param line where the row begins, counted from 1
     * @param column the one to look at; null when it is the row as a whole
     */
    public record Problem(long row, long line, @Nullable String column, String kind, String message) {}

    static ImportReport beginning(JsonNode detected) {
        return new ImportReport(detected, Map.of(), List.of(), List.of());
    }

    /** With what a chunk of rows showed. */
    ImportReport with(List<Problem> found, List<JsonNode> calls) {
        if (found.isEmpty() && (calls.isEmpty() || preview.size() >= PREVIEW)) {
            return this;
        }
        var counted = new TreeMap<>(kinds);
        found.forEach(it -> counted.merge(it.kind(), 1L, Long::sum));
        return new ImportReport(detected, counted, first(problems, found, PROBLEMS), first(preview, calls, PREVIEW));
    }

    private static <T> List<T> first(List<T> known, List<T> more, int max) {
        var joined = new ArrayList<>(known);
        joined.addAll(more.subList(0, Math.min(more.size(), max - known.size())));
        return joined;
    }
}
