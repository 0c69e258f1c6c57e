package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Custom fields: they must be defined before a contact may carry them, and are addressed by id, not by name. */
final class FieldRoutes {

    private static final int MOST_FIELDS = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Body CREATION = Body.of("sendgrid-field-create");
    private static final Set<String> RESERVED =
            Set.of("email", "first_name", "last_name", "city", "country", "postal_code", "phone_number", "external_id");

    private final Ledger ledger;

    FieldRoutes(Ledger ledger) {
        this.ledger = ledger;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/v3/marketing/field_definitions", (request, _) -> create(request))
                .on("GET", "/v3/marketing/field_definitions", (_, _) -> all())
                .on("DELETE", "/v3/marketing/field_definitions/{id}", (_, path) -> delete(path.get("id")));
    }

    private Reply create(Request request) {
        return CREATION.judge(request, body -> {
            var fields = ledger.account().fields;
            var name = body.path("name").stringValue();
            var type = body.path("field_type").stringValue();
            var taken = RESERVED.stream().anyMatch(name::equalsIgnoreCase)
                    || fields.values().stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
            if (taken || !NAME.matcher(name).matches() || fields.size() >= MOST_FIELDS) {
                return Answers.error(400, "the name is taken or not allowed, or there are 500 fields", "name");
            }
            var field = new Change.FieldDefined(nextId(type), name, type);
            ledger.commit(field);
            return Reply.json(200, wire(field));
        });
    }

    private String nextId(String type) {
        var fields = ledger.account().fields;
        var number = 1;
        while (fields.containsKey(id(number, type))) {
            number++;
        }
        return id(number, type);
    }

    private static String id(int number, String type) {
        return "e" + number + "_" + type.charAt(0);
    }

    private Reply all() {
        var body = Json.object();
        var custom = body.putArray("custom_fields");
        ledger.account().fields.values().forEach(field -> custom.add(wire(field)));
        return Reply.json(200, body);
    }

    private Reply delete(String id) {
        if (!ledger.account().fields.containsKey(id)) {
            return Answers.notFound("custom field");
        }
        ledger.commit(new Change.FieldDeleted(id));
        return Reply.empty(204);
    }

    private static ObjectNode wire(Change.FieldDefined field) {
        return Json.object().put("id", field.id()).put("name", field.name()).put("field_type", field.type());
    }
}
