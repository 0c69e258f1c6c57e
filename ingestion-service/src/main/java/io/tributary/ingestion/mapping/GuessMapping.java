package io.tributary.ingestion.mapping;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.mapping.ColumnMapping.Column;
import io.tributary.ingestion.mapping.ColumnMapping.Others;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Guesses a mapping from the usual names of columns. A file whose rows name no event says what people are like (identify);
 * every column that means nothing else becomes a property or a trait of its own name, as a number where all cells of the
 * sample are numbers. Without a column that names the person there is no guess.
 */
public final class GuessMapping {

    // No leading zeros, which postal codes and article numbers have, and no more digits than a double keeps.
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?");

    private final List<String> header;
    private final List<List<String>> sample;
    private final Map<String, String> columnOfField = new LinkedHashMap<>();

    private GuessMapping(List<String> header, List<List<String>> sample) {
        this.header = header;
        this.sample = sample;
    }

    /**
     * Guesses from names and from cells.
     *
     * @param sample some rows with as many cells as the header
     */
    public static MappingVerdict of(List<String> header, List<List<String>> sample) {
        return new GuessMapping(header, sample).guess();
    }

    private MappingVerdict guess() {
        recognise();
        if (!columnOfField.containsKey("userId") && !columnOfField.containsKey("anonymousId")) {
            return new MappingVerdict.Bad(List.of(new MappingProblem(
                    "",
                    "needed",
                    "No column is recognised as userId or anonymousId: send a mapping. The file has: "
                            + String.join(", ", header) + ".")));
        }
        var columns = new ArrayList<Column>();
        Map<Target, JsonNode> constants = new LinkedHashMap<>();
        if (!columnOfField.containsKey("type")) {
            constants.put(Target.of("type"), StringNode.valueOf(type().wireName()));
        }
        var ignored = new ArrayList<String>();
        for (int cell = 0; cell < header.size(); cell++) {
            var field = field(header.get(cell));
            // Two columns that mean the same cannot both be written: the first is.
            if (columns.stream().anyMatch(it -> it.field().overlaps(field))) {
                ignored.add(header.get(cell));
            } else {
                columns.add(new Column(header.get(cell), field, cast(field, cell)));
            }
        }
        return new MappingVerdict.Good(new ColumnMapping(columns, constants, Others.IGNORE, ignored));
    }

    private void recognise() {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        for (int cell = 0; cell < header.size(); cell++) {
            var spelling = KnownNames.field(header.get(cell));
            if (spelling != null && (!spelling.field().equals("type") || namesCalls(cell))) {
                var known = ranks.get(spelling.field());
                if (known == null || spelling.rank() < known) {
                    ranks.put(spelling.field(), spelling.rank());
                    columnOfField.put(spelling.field(), header.get(cell));
                }
            }
        }
    }

    private boolean namesCalls(int cell) {
        return !sample.isEmpty() && sample.stream().allMatch(it -> CallType.named(it.get(cell)) != null);
    }

    private CallType type() {
        if (columnOfField.containsKey("previousId")) {
            return CallType.ALIAS;
        }
        if (columnOfField.containsKey("event")) {
            return CallType.TRACK;
        }
        return columnOfField.containsKey("groupId") ? CallType.GROUP : CallType.IDENTIFY;
    }

    private Target field(String column) {
        var known = recognisedAs(column);
        if (known != null) {
            return Target.of(known);
        }
        var written =
                Target.parse(column).filter(it -> !it.isObject() && it.path().size() > 1);
        if (written.isPresent()) {
            return written.get();
        }
        var trait = KnownNames.trait(column);
        boolean aboutEvents = columnOfField.containsKey("event") || columnOfField.containsKey("type");
        if (aboutEvents) {
            // What tells who somebody is helps to find the person, so it is not left among the event's properties.
            return trait != null && (trait.equals("email") || trait.equals("phone"))
                    ? Target.of("context", "traits", trait)
                    : Target.of("properties", column);
        }
        return Target.of("traits", trait == null || header.contains(trait) ? column : trait);
    }

    private @Nullable String recognisedAs(String column) {
        return columnOfField.entrySet().stream()
                .filter(it -> it.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private Cast cast(Target field, int cell) {
        if (field.isTime()) {
            return new Cast.Time("", ZoneOffset.UTC);
        }
        boolean text = field.isText() || "phone".equals(field.path().getLast());
        return text || !holdsNumbers(cell) ? new Cast.Text() : new Cast.Numeric('.');
    }

    private boolean holdsNumbers(int cell) {
        var filled = sample.stream()
                .map(it -> it.get(cell))
                .filter(it -> !it.isBlank())
                .toList();
        return !filled.isEmpty()
                && filled.stream().allMatch(it -> NUMBER.matcher(it.strip()).matches());
    }
}
