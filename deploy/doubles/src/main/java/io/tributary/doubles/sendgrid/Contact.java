package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One contact: its fields as they were last sent, the address in lower case. */
record Contact(String id, ObjectNode fields, Instant createdAt, Instant updatedAt) {

    static final List<String> IDENTIFIERS = List.of("email", "phone_number_id", "external_id", "anonymous_id");

    static Contact of(String id, ObjectNode sent, Instant at) {
        return new Contact(id, lowered(sent), at, at);
    }

    /** The identifiers that a row carries, each as field and value. */
    static List<String> identifiersOf(ObjectNode row) {
        var found = new ArrayList<String>();
        for (var field : IDENTIFIERS) {
            Json.text(row, field).ifPresent(value -> found.add(identifier(field, value)));
        }
        return found;
    }

    static String identifier(String field, String value) {
        return field + ":" + (field.equals("email") ? value.strip().toLowerCase(Locale.ROOT) : value);
    }

    List<String> identifiers() {
        return identifiersOf(fields);
    }

    /** The identifier a person reads: the address where there is one. */
    String label() {
        return IDENTIFIERS.stream()
                .map(field -> Json.text(fields, field))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(id);
    }

    /** Fields that are not sent remain as they were. */
    Contact updated(ObjectNode sent, Instant at) {
        var merged = fields.deepCopy();
        merged.setAll(lowered(sent));
        return new Contact(id, merged, createdAt, at);
    }

    ObjectNode toWire(Set<String> listIds, String origin) {
        var wire = fields.deepCopy().put("id", id);
        var lists = wire.putArray("list_ids");
        listIds.forEach(lists::add);
        wire.putArray("segment_ids");
        wire.put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
        wire.putObject("_metadata").put("self", origin + "/v3/marketing/contacts/" + id);
        return wire;
    }

    private static ObjectNode lowered(ObjectNode sent) {
        var fields = sent.deepCopy();
        Json.text(sent, "email")
                .ifPresent(email -> fields.put("email", email.strip().toLowerCase(Locale.ROOT)));
        return fields;
    }
}
