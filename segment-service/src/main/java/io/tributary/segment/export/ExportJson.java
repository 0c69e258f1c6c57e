package io.tributary.segment.export;

import io.tributary.segment.export.ExportRequest.Changes;
import io.tributary.segment.export.ExportRequest.Events;
import io.tributary.segment.export.ExportRequest.Format;
import io.tributary.segment.export.ExportRequest.Members;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the job keeps of an export, as JSON. */
final class ExportJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ExportJson() {}

    static String print(ExportRequest request) {
        var node = JSON.createObjectNode().put("format", request.format().name());
        switch (request) {
            case Members asked ->
                node.put("what", "members")
                        .put("segmentKey", asked.segmentKey())
                        .put("version", asked.version());
            case Events asked ->
                node.put("what", "events")
                        .put("from", text(asked.from()))
                        .put("to", text(asked.to()))
                        .put("event", asked.event());
            case Changes asked ->
                node.put("what", "changes")
                        .put("segmentKey", asked.segmentKey())
                        .put("from", text(asked.from()))
                        .put("to", text(asked.to()));
        }
        return node.toString();
    }

    static ExportRequest request(String json) {
        var node = JSON.readTree(json);
        var format = Format.valueOf(node.path("format").asString());
        return switch (node.path("what").asString()) {
            case "members" ->
                new Members(
                        node.path("segmentKey").asString(), node.path("version").asInt(), format);
            case "events" ->
                new Events(instant(node.path("from")), instant(node.path("to")), text(node.path("event")), format);
            case "changes" ->
                new Changes(
                        text(node.path("segmentKey")), instant(node.path("from")), instant(node.path("to")), format);
            case String other -> throw new IllegalStateException("no export is of " + other);
        };
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isNull() ? null : Instant.parse(node.asString());
    }

    static String print(ExportPosition position) {
        return JSON.writeValueAsString(position);
    }

    static ExportPosition position(String json) {
        return json.isEmpty() ? ExportPosition.beginning(0) : JSON.readValue(json, ExportPosition.class);
    }

    static String print(ExportReport report) {
        return JSON.writeValueAsString(report);
    }

    static ExportReport report(String json) {
        return JSON.readValue(json, ExportReport.class);
    }
}
