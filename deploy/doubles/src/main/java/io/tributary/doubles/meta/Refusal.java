package io.tributary.doubles.meta;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import java.util.UUID;

/** What the platform refuses, with the numbers that tell its callers what to do; the HTTP status alone tells little. */
enum Refusal {
    BAD_TOKEN(190, 463, "The access token is invalid or has expired."),
    UNKNOWN_OBJECT(100, 33, "The object does not exist or cannot be seen with this token."),
    UNKNOWN_PATH(2500, 0, "Unknown path components."),
    OLD_VERSION(2635, 0, "This version of the API is not served, call v25.0."),
    BAD_PARAMETER(100, 0, "Invalid parameter."),
    MISSING_PARAMETER(194, 0, "A required parameter is missing."),
    UPDATE_IN_PROGRESS(2650, 1870145, "The audience is being replaced, try again later."),
    BATCH_ONE_NOT_SEEN(2650, 1870147, "The first batch of this session was not received."),
    REPLACE_TIMED_OUT(2650, 1870158, "The replace session ran longer than 90 minutes."),
    REPLACE_FINISHED(2650, 1870159, "The replace session is finished.");

    private final int code;
    private final int subcode;
    private final String message;

    Refusal(int code, int subcode, String message) {
        this.code = code;
        this.subcode = subcode;
        this.message = message;
    }

    Reply reply() {
        return reply(message);
    }

    Reply reply(String detail) {
        return error(400, code, subcode, detail);
    }

    static Reply error(int status, int code, int subcode, String message) {
        var body = Json.object();
        var error = body.putObject("error")
                .put("message", message)
                .put("type", "OAuthException")
                .put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", UUID.randomUUID().toString());
        return Reply.json(status, body);
    }
}
