package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.BodySchema;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import java.util.List;

/** SendGrid's words for what goes wrong. */
final class Answers {

    private Answers() {}

    static Reply error(int status, String message) {
        return error(status, message, "");
    }

    static Reply error(int status, String message, String field) {
        var error = Json.object().put("message", message);
        if (!field.isEmpty()) {
            error.put("field", field);
        }
        var body = Json.object();
        body.putArray("errors").add(error);
        return Reply.json(status, body);
    }

    static Reply badBody(List<BodySchema.Fault> faults) {
        var body = Json.object();
        var errors = body.putArray("errors");
        for (var fault : faults) {
            errors.addObject().put("message", fault.message()).put("field", fault.pointer());
        }
        return Reply.json(400, body);
    }

    static Reply notFound(String what) {
        return error(404, what + " not found");
    }
}
