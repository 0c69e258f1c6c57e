package io.tributary.segment.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One row: cells by column. A column that is taken already keeps its first value; what found no place is counted. */
final class ExportRow {

    /** What a cell says. */
    sealed interface Cell {

        /** Somebody's words: a program that opens the file must not take them for a formula. */
        record Text(String text) implements Cell {}

        /** A number or a truth value, as JSON spells it. */
        record Plain(String json) implements Cell {}
    }

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private int displaced;

    Map<String, Cell> cells() {
        return cells;
    }

    /** How many values found their column taken. */
    int displaced() {
        return displaced;
    }

    ExportRow put(String column, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            add(column, new Cell.Text(text));
        }
        return this;
    }

    ExportRow put(String column, long number) {
        add(column, new Cell.Plain(Long.toString(number)));
        return this;
    }

    /** Scalars as they are, arrays as text; a null is no value. */
    void put(String column, JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            add(column, new Cell.Plain(value.toString()));
        } else if (value.isString()) {
            put(column, value.stringValue());
        } else if (!value.isNull()) {
            put(column, value.toString());
        }
    }

    private void add(String column, Cell cell) {
        if (cells.putIfAbsent(column, cell) != null) {
            displaced++;
        }
    }
}
