package io.tributary.segment.export;

import io.tributary.segment.history.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as a row of a warehouse: its own columns, then context_*, then properties and traits under their names. One that
 * is named like a column of every event, or like a context, has its kind before it.
 */
public final class EventRows {

    static final List<String> COLUMNS = List.of(
            "id",
            "type",
            "profile_id",
            "anonymous_id",
            "user_id",
            "group_id",
            "previous_id",
            "event",
            "event_text",
            "name",
            "source",
            "received_at",
            "sent_at",
            "timestamp",
            "original_timestamp",
            "uuid_ts");

    private static final Set<String> RESERVED = Set.copyOf(COLUMNS);
    private static final String CONTEXT = "context_";

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EventRows() {}

    static ExportRow of(HistoryEvent event) {
        var row = new ExportRow()
                .put("id", event.messageId())
                .put("type", event.type())
                .put("profile_id", event.profileId())
                .put("anonymous_id", event.ids().anonymousId())
                .put("user_id", event.ids().userId())
                .put("group_id", event.ids().groupId())
                .put("previous_id", event.ids().previousId());
        if (event.type().equals("track")) {
            row.put("event", ColumnNames.of(event.event())).put("event_text", event.event());
        }
        row.put("name", event.name()).put("source", event.source());
        putTimes(row, event.times());
        flatten(row, CONTEXT, event.bodies().context());
        flatten(row, "", "properties_", event.bodies().properties());
        flatten(row, "", "traits_", event.bodies().traits());
        return row;
    }

    private static void putTimes(ExportRow row, HistoryEvent.Times times) {
        row.put("received_at", time(times.receivedAt()))
                .put("sent_at", time(times.sentAt()))
                .put("timestamp", time(times.timestamp()))
                .put("original_timestamp", time(times.originalTimestamp()))
                .put("uuid_ts", time(times.resolvedAt()));
    }

    static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    private static void flatten(ExportRow row, String prefix, String body) {
        flatten(row, prefix, prefix, body);
    }

    private static void flatten(ExportRow row, String prefix, String kind, String body) {
        if (!body.isEmpty()) {
            EXACT.readTree(body).properties().forEach(it -> put(row, prefix, kind, it.getKey(), it.getValue()));
        }
    }

    private static void put(ExportRow row, String prefix, String kind, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(it -> put(row, prefix, kind, name + " " + it.getKey(), it.getValue()));
            return;
        }
        var column = prefix + ColumnNames.of(name);
        boolean isTaken = RESERVED.contains(column) || (prefix.isEmpty() && column.startsWith(CONTEXT));
        row.put(isTaken ? kind + column : column, value);
    }
}
