package io.tributary.ingestion.mapping;

import io.tributary.ingestion.mapping.ColumnMapping.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Applies a mapping to the rows of one file. Empty cells write nothing. The first cell that cannot be cast decides. For
 * one thread at a time.
 */
public final class MapRow {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<String> header;
    private final List<Place> places;
    private final ColumnMapping mapping;
    private final CastCells casts = new CastCells();

    private record Place(int cell, Column column) {}

    /** @param header the file's columns; the mapping names only these */
    public MapRow(List<String> header, ColumnMapping mapping) {
        this.header = List.copyOf(header);
        this.mapping = mapping;
        this.places = places(header, mapping);
    }

    public MappedRow map(List<String> cells) {
        if (cells.size() != header.size()) {
            return new MappedRow.Ragged(header.size(), cells.size());
        }
        var call = JsonNodeFactory.instance.objectNode();
        mapping.constants().forEach((field, value) -> put(call, field, value));
        Column failed = null;
        for (var place : places) {
            var text = cells.get(place.cell());
            if (!text.isBlank()) {
                var value = casts.cast(text, place.column().cast());
                put(call, place.column().field(), value == null ? StringNode.valueOf(text) : value);
                failed = value == null && failed == null ? place.column() : failed;
            }
        }
        byte[] json = JSON.writeValueAsBytes(call);
        return failed == null
                ? new MappedRow.Call(json)
                : new MappedRow.BadCell(failed.name(), failed.field().pointer(), wanted(failed.cast()), json);
    }

    private static List<Place> places(List<String> header, ColumnMapping mapping) {
        var places = new ArrayList<Place>();
        var named = new HashSet<>(mapping.ignored());
        for (var column : mapping.columns()) {
            places.add(new Place(header.indexOf(column.name()), column));
            named.add(column.name());
        }
        var part = switch (mapping.others()) {
            case IGNORE -> null;
            case PROPERTIES -> "properties";
            case TRAITS -> "traits";
        };
        for (int cell = 0; part != null && cell < header.size(); cell++) {
            if (!named.contains(header.get(cell))) {
                var field = Target.of(part, header.get(cell));
                places.add(new Place(cell, new Column(header.get(cell), field, new Cast.Text())));
            }
        }
        return List.copyOf(places);
    }

    private static void put(ObjectNode call, Target field, JsonNode value) {
        var at = call;
        for (var name : field.path().subList(0, field.path().size() - 1)) {
            at = at.get(name) instanceof ObjectNode known ? known : at.putObject(name);
        }
        at.set(field.path().getLast(), value);
    }

    private static String wanted(Cast cast) {
        return switch (cast) {
            case Cast.Text _ -> "a text";
            case Cast.Numeric number -> "a number with the decimal sign " + number.decimal();
            case Cast.Bool _ -> "true or false";
            case Cast.Time time -> time.pattern().isEmpty() ? "a time in ISO 8601" : "a time as " + time.pattern();
            case Cast.Items items -> "a list, each of " + wanted(items.each());
            case Cast.Json _ -> "JSON";
        };
    }
}
