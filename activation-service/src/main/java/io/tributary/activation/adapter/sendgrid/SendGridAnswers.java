package io.tributary.activation.adapter.sendgrid;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.Forgotten;
import io.tributary.activation.connector.JobState;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Planned;
import io.tributary.activation.connector.WireRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What SendGrid's answers mean. */
final class SendGridAnswers {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    Outcome interpret(Planned planned, Answer answer) {
        if (answer.isSuccess()) {
            return success(planned, answer);
        }
        return switch (answer.status()) {
            case 400, 413, 422 -> refusedBody(answer);
            case 401, 403 -> new Outcome.AuthBroken("credentials-refused");
            case 404 -> notFound(planned);
            case 408, 425, 429 -> new Outcome.RetryAt(wait(answer), "status-" + answer.status());
            default ->
                answer.status() >= 500
                        ? new Outcome.Unknown(answer.retryAfter(), "status-" + answer.status())
                        : new Outcome.Split("status-" + answer.status());
        };
    }

    /** The job erases by itself: there is no call that asks how far it is. */
    Forgotten forgotten(Answer answer) {
        if (Forgotten.isGone(answer)) {
            return Forgotten.byStatus(answer);
        }
        if (!answer.isSuccess()) {
            return new Forgotten.NotYet(wait(answer), "status-" + answer.status());
        }
        return SendGridJson.text(SendGridJson.read(answer.body()), "job_id")
                .filter(it -> it.matches("[A-Za-z0-9_-]{1,64}"))
                .<Forgotten>map(it -> new Forgotten.Yes("job " + it))
                .orElseGet(() -> new Forgotten.NotYet(null, "no-job-id"));
    }

    private static Outcome success(Planned planned, Answer answer) {
        if (planned.batch().op() == Op.ADD) {
            return SendGridJson.text(SendGridJson.read(answer.body()), "job_id")
                    .<Outcome>map(Outcome.Started::new)
                    .orElseGet(() -> new Outcome.Unknown(null, "no-job-id"));
        }
        return planned.step() == SendGridConnector.SEARCH_STEP ? found(planned, answer) : Outcome.Accepted.all();
    }

    /** Addresses that the platform does not know cannot be on the list: they are done without a second request. */
    private static Outcome found(Planned planned, Answer answer) {
        var result = SendGridJson.read(answer.body()).path("result");
        if (!result.isObject()) {
            return new Outcome.Unknown(null, "unreadable-search");
        }
        var ids = new ArrayList<String>();
        var rows = new ArrayList<WireRow>();
        for (var row : planned.rows()) {
            var contact = result.path(row.identifier().wire()).path("contact");
            SendGridJson.text(contact, "id").ifPresent(id -> {
                ids.add(id);
                rows.add(row);
            });
        }
        if (rows.isEmpty()) {
            return Outcome.Accepted.all();
        }
        return new Outcome.Follow(new Planned(
                planned.batch(), SendGridConnector.removal(planned.batch(), ids), rows, SendGridConnector.DELETE_STEP));
    }

    private static Outcome notFound(Planned planned) {
        if (planned.batch().op() == Op.ADD) {
            return new Outcome.TargetBroken("list-not-found");
        }
        return planned.step() == SendGridConnector.SEARCH_STEP
                ? Outcome.Accepted.all()
                // The list or one of the contacts is gone; the next run searches again.
                : new Outcome.RetryAt(null, "list-or-contact-not-found");
    }

    private static Outcome refusedBody(Answer answer) {
        for (var error : SendGridJson.read(answer.body()).path("errors")) {
            if (namesTheList(error)) {
                return new Outcome.TargetBroken("list-refused");
            }
        }
        return new Outcome.Split("refused-" + answer.status());
    }

    private static boolean namesTheList(JsonNode error) {
        return SendGridJson.text(error, "field")
                .filter(it -> it.startsWith("list_id"))
                .isPresent();
    }

    /** {@code X-RateLimit-Reset} is an epoch second. */
    private static @Nullable Duration wait(Answer answer) {
        var asked = answer.retryAfter();
        if (asked != null) {
            return asked;
        }
        return answer.header("x-ratelimit-reset")
                .filter(it -> it.matches("\\d{1,12}"))
                .map(it -> Duration.between(answer.receivedAt(), Instant.ofEpochSecond(Long.parseLong(it))))
                .filter(it -> it.isPositive() && it.compareTo(LONGEST_WAIT) <= 0)
                .orElse(null);
    }

    JobState job(Answer answer) {
        if (answer.status() == 404) {
            return new JobState.PartlyFailed("job-not-found");
        }
        if (!answer.isSuccess()) {
            return new JobState.Unclear("status-" + answer.status());
        }
        var status =
                SendGridJson.text(SendGridJson.read(answer.body()), "status").orElse("");
        return switch (status) {
            case "pending", "in_progress" -> new JobState.Running();
            case "completed" -> new JobState.Done();
            case "errored", "failed" -> new JobState.PartlyFailed("job-" + status);
            default -> new JobState.Unclear("job-unreadable");
        };
    }
}
