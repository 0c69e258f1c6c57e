package io.tributary.ingestion.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which column goes where.
 *
 * @param columns a column may be written to several fields, a field from one column only
 * @param constants values of fields that no column writes, or that its cell leaves empty
 * @param others where the columns go that are not named
 * @param ignored columns that are left out on purpose
 */
public record ColumnMapping(
        List<Column> columns, Map<Target, JsonNode> constants, Others others, List<String> ignored) {

    public ColumnMapping {
        columns = List.copyOf(columns);
        constants = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        ignored = List.copyOf(ignored);
    }

    /** The column that is written to the field at that pointer; null when none is. */
    public @Nullable String columnOf(String pointer) {
        return columns.stream()
                .filter(it -> it.field().pointer().equals(pointer))
                .map(Column::name)
                .findFirst()
                .orElse(null);
    }

    /** One column, by the name in the header. */
    public record Column(String name, Target field, Cast cast) {}

    /** What becomes of columns that nobody named. */
    public enum Others {
        IGNORE,
        /** Each under its own name, as text. */
        PROPERTIES,
        /** Each under its own name, as text. */
        TRAITS
    }
}
