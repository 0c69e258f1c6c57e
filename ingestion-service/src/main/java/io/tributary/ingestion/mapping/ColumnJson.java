package io.tributary.ingestion.mapping;

import io.tributary.ingestion.mapping.ColumnMapping.Column;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One column of a mapping as JSON. */
final class ColumnJson {

    static final String FIELDS = "Use type, messageId, anonymousId, userId, groupId, previousId, event, name, category,"
            + " timestamp, originalTimestamp, sentAt, channel, or a member of properties, traits, context or"
            + " integrations such as properties.price.";

    private static final Set<String> MEMBERS =
            Set.of("column", "field", "cast", "decimal", "format", "zone", "separator", "each");
    private static final String CASTS = "Use text, number, boolean, date, list or json.";

    private final String pointer;
    private final JsonNode json;
    private final List<MappingProblem> problems = new ArrayList<>();

    ColumnJson(String pointer, JsonNode json) {
        this.pointer = pointer;
        this.json = json;
    }

    List<MappingProblem> problems() {
        return problems;
    }

    /** Empty when it cannot be read; the problems tell. */
    Optional<Column> read() {
        if (!(json instanceof ObjectNode column)) {
            wrong("", "type", "A column is an object such as {\"column\":\"price\",\"field\":\"properties.price\"}.");
            return Optional.empty();
        }
        for (var name : column.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                wrong("/" + name, "unknown-field", "No such member is read here.");
            }
        }
        var name = text("column", "");
        var field = Target.parse(text("field", ""));
        if (field.isEmpty()) {
            wrong("/field", "field", FIELDS);
            return Optional.empty();
        }
        var cast = cast(text("cast", field.get().isTime() ? "date" : "text"));
        checkFit(field.get(), cast);
        return Optional.of(new Column(name, field.get(), cast));
    }

    private Cast cast(String name) {
        return switch (name) {
            case "text" -> new Cast.Text();
            case "number" -> new Cast.Numeric(decimal());
            case "boolean" -> new Cast.Bool();
            case "date" -> new Cast.Time(format(), zone());
            case "list" -> new Cast.Items(separator(), each());
            case "json" -> new Cast.Json();
            default -> {
                wrong("/cast", "enum", CASTS);
                yield new Cast.Text();
            }
        };
    }

    private void checkFit(Target field, Cast cast) {
        if (field.isObject() && !(cast instanceof Cast.Json)) {
            wrong("/cast", "fit", "Only the cast json can write the whole of " + field.text() + ".");
        }
        boolean text = cast instanceof Cast.Text || (field.isTime() && cast instanceof Cast.Time);
        if (field.isText() && !text) {
            wrong("/cast", "fit", "The field " + field.text() + " is a text.");
        }
    }

    private char decimal() {
        var sign = text("decimal", ".");
        if (!sign.equals(".") && !sign.equals(",")) {
            wrong("/decimal", "enum", "The decimal sign is . or ,");
            return '.';
        }
        return sign.charAt(0);
    }

    private String format() {
        var format = text("format", "");
        if (!CastCells.isPattern(format)) {
            wrong("/format", "format", "Use a pattern such as dd.MM.yyyy HH:mm, or epoch-seconds.");
            return "";
        }
        return format;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(text("zone", "Z"));
        } catch (DateTimeException e) {
            wrong("/zone", "zone", "Use a time zone such as Europe/Berlin.");
            return ZoneOffset.UTC;
        }
    }

    private String separator() {
        var separator = text("separator", "|");
        if (separator.isEmpty()) {
            wrong("/separator", "size", "A separator has at least one character.");
            return "|";
        }
        return separator;
    }

    private Cast each() {
        var name = text("each", "text");
        if (!Set.of("text", "number", "boolean", "date").contains(name)) {
            wrong("/each", "enum", "Use text, number, boolean or date.");
            return new Cast.Text();
        }
        return cast(name);
    }

    private String text(String name, String absent) {
        var value = json.path(name);
        if (!value.isMissingNode() && !value.isString()) {
            wrong("/" + name, "type", "Send a text.");
            return absent;
        }
        return value.asString(absent);
    }

    private void wrong(String where, String rule, String message) {
        problems.add(new MappingProblem(pointer + where, rule, message));
    }

    static ObjectNode print(Column column) {
        var printed = JsonNodeFactory.instance.objectNode();
        printed.put("column", column.name()).put("field", column.field().text());
        if (column.cast() instanceof Cast.Items items) {
            print(items.each(), "each", printed);
            printed.put("cast", "list").put("separator", items.separator());
        } else {
            print(column.cast(), "cast", printed);
        }
        return printed;
    }

    private static void print(Cast cast, String member, ObjectNode to) {
        switch (cast) {
            case Cast.Text _ -> to.put(member, "text");
            case Cast.Numeric number -> to.put(member, "number").put("decimal", String.valueOf(number.decimal()));
            case Cast.Bool _ -> to.put(member, "boolean");
            case Cast.Time time ->
                to.put(member, "date")
                        .put("format", time.pattern())
                        .put("zone", time.zone().getId());
            case Cast.Items _, Cast.Json _ -> to.put(member, "json");
        }
    }
}
