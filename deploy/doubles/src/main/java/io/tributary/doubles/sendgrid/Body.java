package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.BodySchema;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies: JSON first, then the vendor's schema, and only then the rules that no schema can say. */
final class Body {

    // The characters of RFC 5321 that mail systems deliver in practice; quoted local parts are refused as they are
    // there.
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    private static final int LONGEST_ADDRESS = 254;

    private final BodySchema schema;

    private Body(String schema) {
        this.schema = BodySchema.load(schema);
    }

    static Body of(String schema) {
        return new Body(schema);
    }

    /** The answer for a body that keeps the schema, or the refusal. */
    Reply judge(Request request, Function<ObjectNode, Reply> accepted) {
        // The tree is built last: the schema builds one of its own, and two of 6 MB need not be there at once.
        if (!Json.isObject(request.body())) {
            return Answers.error(400, "the request body is not a JSON object");
        }
        var faults = schema.faults(request.body());
        return faults.isEmpty()
                ? accepted.apply(Json.readObject(request.body()).orElseThrow())
                : Answers.badBody(faults);
    }

    static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && ADDRESS.matcher(text).matches();
    }

    static List<String> strings(ObjectNode body, String field) {
        var values = new ArrayList<String>();
        for (var value : body.path(field)) {
            values.add(value.stringValue());
        }
        return values;
    }
}
