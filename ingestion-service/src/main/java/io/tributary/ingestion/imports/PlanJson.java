package io.tributary.ingestion.imports;

import io.tributary.ingestion.mapping.ColumnMapping;
import io.tributary.ingestion.mapping.MappingJson;
import io.tributary.ingestion.mapping.MappingVerdict;
import io.tributary.ingestion.rows.FileFormat;
import io.tributary.ingestion.rows.RowFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan as the text that is stored with its job. */
final class PlanJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PlanJson() {}

    static String print(ImportPlan plan) {
        var json = print(plan.reading());
        json.put("source", plan.sourceId());
        json.put("dryRun", plan.dryRun());
        json.put("receivedAt", plan.receivedAt().toString());
        json.put("rowKey", plan.rowKey());
        return JSON.writeValueAsString(json);
    }

    /** How a file is read, alone. */
    static ObjectNode print(FileReading reading) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("format", reading.format().format().wireName());
        json.put("encoding", reading.format().encoding());
        json.put("delimiter", String.valueOf(reading.format().delimiter()));
        json.put("header", reading.header());
        var columns = json.putArray("columns");
        reading.columns().forEach(columns::add);
        if (reading.mapping() != null) {
            json.set("mapping", MappingJson.print(reading.mapping()));
        }
        json.put("guessed", reading.guessed());
        return json;
    }

    static ImportPlan parse(String text) {
        var json = JSON.readTree(text);
        return new ImportPlan(
                json.path("source").asString(),
                json.path("dryRun").asBoolean(),
                Instant.parse(json.path("receivedAt").asString()),
                json.path("rowKey").asString(),
                reading(json));
    }

    private static FileReading reading(JsonNode json) {
        var format = FileFormat.named(json.path("format").asString());
        if (format == null) {
            throw new IllegalStateException("the stored plan has no format");
        }
        var columns = new ArrayList<String>();
        json.path("columns").forEach(it -> columns.add(it.asString()));
        return new FileReading(
                new RowFormat(
                        format,
                        json.path("encoding").asString(),
                        json.path("delimiter").asString().charAt(0)),
                json.path("header").asBoolean(),
                columns,
                mapping(json, columns),
                json.path("guessed").asBoolean());
    }

    private static @Nullable ColumnMapping mapping(JsonNode json, List<String> columns) {
        var printed = json.get("mapping");
        if (printed == null) {
            return null;
        }
        return switch (MappingJson.read(printed, columns)) {
            case MappingVerdict.Good good -> good.mapping();
            case MappingVerdict.Bad bad ->
                throw new IllegalStateException("the stored mapping cannot be read: " + bad.problems());
        };
    }
}
