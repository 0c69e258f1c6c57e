package io.tributary.activation.adapter.meta;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.Forgotten;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Planned;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Meta's answers mean: the code in the body decides, the status only where there is no body. */
final class MetaAnswers {

    private static final int INTEGRITY_FLAG = 1713230;
    private static final int TERMS = 1870090;
    private static final int MISSING_OBJECT = 33;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    Outcome interpret(Planned planned, Answer answer) {
        var body = MetaJson.read(answer.body());
        var error = body.path("error");
        if (error.isObject()) {
            return refused(error, answer);
        }
        if (!answer.isSuccess()) {
            return byStatus(answer);
        }
        if (!body.isObject()) {
            return new Outcome.Unknown(null, "unreadable-answer");
        }
        // The count is approximate and names no rows: halving finds the bad ones, and repeating the good is harmless.
        return body.path("num_invalid_entries").asInt(0) > 0
                ? new Outcome.Split("invalid-entry")
                : Outcome.Accepted.all();
    }

    /** The number of invalid entries says nothing here: all that was sent was taken before, and is gone. */
    Forgotten forgotten(Answer answer) {
        if (Forgotten.isGone(answer)) {
            return Forgotten.byStatus(answer);
        }
        var body = MetaJson.read(answer.body());
        if (answer.isSuccess() && body.isObject() && !body.path("error").isObject()) {
            return new Forgotten.Yes("received-" + body.path("num_received").asLong(0));
        }
        int code = body.path("error").path("code").asInt(0);
        return new Forgotten.NotYet(throttle(answer), code == 0 ? "status-" + answer.status() : "code-" + code);
    }

    private static Outcome refused(JsonNode error, Answer answer) {
        int code = error.path("code").asInt(0);
        int subcode = error.path("error_subcode").asInt(0);
        var reason = subcode == 0 ? "code-" + code : "code-" + code + "-" + subcode;
        return switch (code) {
            case 4, 17, 613, 80003, 80004 -> new Outcome.RetryAt(throttle(answer), reason);
            case 190 -> new Outcome.AuthBroken(reason);
            case 200, 10, 3, 299, 294 -> new Outcome.AuthBroken(subcode == TERMS ? "terms-not-accepted" : reason);
            case 100 -> invalidParameter(subcode, reason);
            case 1, 2, 341, 368, 5000, 2650 -> new Outcome.RetryAt(answer.retryAfter(), reason);
            case 471 -> new Outcome.TargetBroken(reason);
            default -> unknownCode(answer, reason);
        };
    }

    private static Outcome invalidParameter(int subcode, String reason) {
        return switch (subcode) {
            case INTEGRITY_FLAG -> new Outcome.TargetBroken("audience-flagged");
            case MISSING_OBJECT -> new Outcome.TargetBroken("audience-not-found");
            default -> new Outcome.Split(reason);
        };
    }

    private static Outcome unknownCode(Answer answer, String reason) {
        return answer.status() == 401
                ? new Outcome.AuthBroken(reason)
                : new Outcome.Unknown(answer.retryAfter(), reason);
    }

    private static Outcome byStatus(Answer answer) {
        var reason = "status-" + answer.status();
        return switch (answer.status()) {
            case 401 -> new Outcome.AuthBroken(reason);
            case 404 -> new Outcome.TargetBroken("audience-not-found");
            case 400, 413 -> new Outcome.Split(reason);
            case 408, 425, 429 -> new Outcome.RetryAt(throttle(answer), reason);
            default -> new Outcome.Unknown(answer.retryAfter(), reason);
        };
    }

    /** {@code X-Business-Use-Case-Usage} tells in minutes when the account may call again. */
    private static @Nullable Duration throttle(Answer answer) {
        long minutes = 0;
        for (var usages : MetaJson.read(
                        answer.header("x-business-use-case-usage").orElse(""))
                .values()) {
            for (var usage : usages.values()) {
                minutes = Math.max(
                        minutes, usage.path("estimated_time_to_regain_access").asLong(0));
            }
        }
        if (minutes <= 0) {
            return answer.retryAfter();
        }
        var wait = Duration.ofMinutes(minutes);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
