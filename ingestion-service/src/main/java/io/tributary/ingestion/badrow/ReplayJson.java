package io.tributary.ingestion.badrow;

import io.tributary.ingestion.badrow.Repair.CastType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a replay was asked for, as the text that is stored with its job. */
final class ReplayJson {

    private static final JsonMapper JSON = RepairPolicy.JSON;

    private ReplayJson() {}

    record Request(BadRowFilter filter, List<Repair> repairs) {}

    static String print(Request request) {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("filter", filter(request.filter()));
        var repairs = json.putArray("repair");
        request.repairs().forEach(it -> repairs.add(repair(it)));
        return JSON.writeValueAsString(json);
    }

    static Request parse(String text) {
        var json = JSON.readTree(text);
        var repairs = new ArrayList<Repair>();
        json.path("repair").forEach(it -> repairs.add(repair(it)));
        return new Request(filter(json.path("filter")), List.copyOf(repairs));
    }

    private static ObjectNode filter(BadRowFilter filter) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("source", filter.sourceId());
        json.put("kind", filter.kind());
        json.put("from", filter.from() == null ? null : filter.from().toString());
        json.put("to", filter.to() == null ? null : filter.to().toString());
        json.put("messageId", filter.messageId());
        json.put("job", filter.jobId());
        var ids = json.putArray("ids");
        filter.ids().forEach(ids::add);
        return json;
    }

    /** What was replayed already is never sent again. */
    private static BadRowFilter filter(JsonNode json) {
        var ids = new ArrayList<String>();
        json.path("ids").forEach(it -> ids.add(it.asString()));
        return new BadRowFilter(
                text(json, "source"),
                text(json, "kind"),
                instant(json, "from"),
                instant(json, "to"),
                text(json, "messageId"),
                text(json, "job"),
                ids,
                false);
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isString() ? json.path(name).asString() : null;
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        return Optional.ofNullable(text(json, name)).map(Instant::parse).orElse(null);
    }

    private static ObjectNode repair(Repair repair) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (repair) {
            case Repair.Set set -> json.put("set", set.pointer().toString()).set("value", set.value());
            case Repair.Rename rename ->
                json.put("rename", rename.pointer().toString()).put("to", rename.to());
            case Repair.Drop drop -> json.put("drop", drop.pointer().toString());
            case Repair.Cast cast ->
                json.put("cast", cast.pointer().toString())
                        .put("type", cast.type().name());
        }
        return json;
    }

    private static Repair repair(JsonNode json) {
        if (json.has("set")) {
            return new Repair.Set(pointer(json, "set"), json.path("value"));
        }
        if (json.has("rename")) {
            return new Repair.Rename(pointer(json, "rename"), json.path("to").asString());
        }
        return json.has("drop")
                ? new Repair.Drop(pointer(json, "drop"))
                : new Repair.Cast(
                        pointer(json, "cast"),
                        CastType.valueOf(json.path("type").asString()));
    }

    private static JsonPointer pointer(JsonNode json, String op) {
        return JsonPointer.compile(json.path(op).asString());
    }
}
