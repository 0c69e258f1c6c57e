package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.history.HistoryEvent;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * An event as it is stored: the client's JSON with every digit and name as it was sent, beside the names of what it holds.
 * It is one line, because a bulk request holds one document in a line.
 */
final class EventDocument {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAMES = 200;

    /** The member of the document that holds what only gives the call back. */
    static final String CALL = "call";

    static final String DIGESTS = "digests";

    private EventDocument() {}

    /** Fails with a {@code JacksonException} when a body is not the JSON object it should be. */
    static byte[] of(HistoryEvent event) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("tenant", event.tenant());
            json.writeStringProperty("messageId", event.messageId());
            json.writeStringProperty("profileId", event.profileId());
            json.writeNumberProperty("graphNumber", event.graphNumber());
            json.writeStringProperty("type", event.type());
            json.writeStringProperty("event", event.event());
            json.writeStringProperty("name", event.name());
            json.writeStringProperty("source", event.source());
            json.writeNumberProperty("timestamp", event.times().timestamp());
            json.writeNumberProperty("receivedAt", event.times().receivedAt());
            json.writeNumberProperty("resolvedAt", event.times().resolvedAt());
            json.writeNumberProperty("partition", event.place().partition());
            json.writeNumberProperty("offset", event.place().offset());
            writeBody(json, "properties", event.bodies().properties(), "propertyNames");
            writeBody(json, "traits", event.bodies().traits(), "traitNames");
            writeBody(json, "context", event.bodies().context(), "");
            writeDigests(json, event.origin());
            writeCall(json, event);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** By what the events of an identifier are found; the namespaces stand beside them in the call. */
    private static void writeDigests(JsonGenerator json, HistoryEvent.Origin origin) {
        json.writeArrayPropertyStart(DIGESTS);
        origin.identifiers().forEach(it -> json.writeString(it.substring(it.lastIndexOf(':') + 1)));
        json.writeEndArray();
    }

    /** What only gives the call back as it was sent, or its place among people: one object that no query looks into. */
    private static void writeCall(JsonGenerator json, HistoryEvent event) {
        var bodies = event.bodies();
        json.writeObjectPropertyStart(CALL);
        writeText(json, "userId", event.ids().userId());
        writeText(json, "anonymousId", event.ids().anonymousId());
        writeText(json, "groupId", event.ids().groupId());
        writeText(json, "previousId", event.ids().previousId());
        writeTime(json, "sentAt", event.times().sentAt());
        writeTime(json, "originalTimestamp", event.times().originalTimestamp());
        if (event.times().clamped()) {
            json.writeBooleanProperty("clamped", true);
        }
        writeBody(json, "integrations", bodies.integrations(), "");
        writeBody(json, "others", bodies.others(), "");
        writeCount(json, "propertiesAdded", bodies.propertiesAdded());
        writeCount(json, "traitsAdded", bodies.traitsAdded());
        writeOrigin(json, event.origin());
        json.writeEndObject();
    }

    private static void writeOrigin(JsonGenerator json, HistoryEvent.Origin origin) {
        json.writeNumberProperty("trust", origin.trust());
        json.writeNumberProperty("priority", origin.priority());
        json.writeArrayPropertyStart("identifiers");
        origin.identifiers().forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeText(JsonGenerator json, String field, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(field, text);
        }
    }

    private static void writeTime(JsonGenerator json, String field, @Nullable Long millis) {
        if (millis != null) {
            json.writeNumberProperty(field, millis);
        }
    }

    private static void writeCount(JsonGenerator json, String field, int count) {
        if (count > 0) {
            json.writeNumberProperty(field, count);
        }
    }

    private static void writeBody(JsonGenerator json, String field, String body, String namesField) {
        if (body.isEmpty()) {
            return;
        }
        var names = names(body);
        if (!namesField.isEmpty() && !names.isEmpty()) {
            json.writeArrayPropertyStart(namesField);
            names.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeName(field);
        json.writeRawValue(inOneLine(body));
    }

    /** In JSON a line can only break between values and names: within a text the break is escaped. */
    private static String inOneLine(String body) {
        return body.replace('\n', ' ').replace('\r', ' ');
    }

    /** The flattened names of an object's values with their kinds; reading it to the end also proves that it is JSON. */
    private static Set<String> names(String body) throws JacksonException {
        var names = new LinkedHashSet<String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StreamReadException(parser, "not an object");
            }
            collect(parser, "", names);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "more than one value");
            }
        }
        return names;
    }

    private static void collect(JsonParser parser, String prefix, Set<String> names) {
        for (var token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            var path = prefix + parser.currentName();
            collectValue(parser, parser.nextToken(), path, names);
        }
    }

    private static void collectValue(JsonParser parser, JsonToken token, String path, Set<String> names) {
        switch (token) {
            case START_OBJECT -> collect(parser, path + '.', names);
            case START_ARRAY -> {
                for (var next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    collectValue(parser, next, path, names);
                }
            }
            case VALUE_STRING -> add(names, path, "string");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(names, path, "number");
            case VALUE_TRUE, VALUE_FALSE -> add(names, path, "boolean");
            default -> {}
        }
    }

    private static void add(Set<String> names, String path, String kind) {
        if (names.size() < NAMES) {
            names.add(path + TypedTerms.SEPARATOR + kind);
        }
    }
}
