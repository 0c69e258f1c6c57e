package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.intake.CollectorAnswer;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** One HTTP answer per outcome. No default: a new outcome does not compile until it has its answer here. */
final class CollectorAnswers {

    private CollectorAnswers() {}

    static ResponseEntity<CollectorReply> answer(CollectorAnswer answer, boolean strict) {
        return switch (answer) {
            case CollectorAnswer.Taken taken -> taken(CollectorReply.of(taken.verdicts()), strict);
            case CollectorAnswer.TurnedAway turnedAway -> throw problem(turnedAway);
        };
    }

    static ProblemException problem(CollectorAnswer.TurnedAway turnedAway) {
        return switch (turnedAway) {
            case CollectorAnswer.Malformed malformed ->
                new ProblemException(ProblemType.MALFORMED_JSON, malformed.detail());
            case CollectorAnswer.WrongShape shape ->
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        shape.detail(),
                        new Violation(shape.pointer(), "shape", shape.detail()));
            case CollectorAnswer.TooLarge large -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, large.detail());
            case CollectorAnswer.UnknownKey _ ->
                new ProblemException(
                        ProblemType.UNKNOWN_WRITE_KEY,
                        "Send a valid write key: as Basic user, as writeKey in the body, or as writeKey in the query.");
            case CollectorAnswer.ConflictingKeys _ ->
                new ProblemException(ProblemType.CONFLICTING_WRITE_KEYS, "Send one write key only.");
            case CollectorAnswer.SourceDisabled _ ->
                new ProblemException(ProblemType.SOURCE_DISABLED, "Enable the source, or use another one's key.");
            case CollectorAnswer.TenantSuspended _ ->
                new ProblemException(ProblemType.TENANT_SUSPENDED, "Nothing is taken in for this tenant now.");
            case CollectorAnswer.OriginRefused _ ->
                new ProblemException(ProblemType.FORBIDDEN, "The write key is bound to other web origins.");
            case CollectorAnswer.RateLimited limited ->
                new ProblemException(
                        ProblemType.RATE_LIMITED,
                        switch (limited.spent().owner()) {
                            case TENANT -> "The tenant sends more events than it may: wait and send it again.";
                            case SOURCE -> "The source sends more events than it may: wait and send it again.";
                        },
                        List.of(),
                        limited.spent().retryAfter());
        };
    }

    /** Refused calls answer 200 as well, so that no client sends them again; a strict client asked to be told. */
    private static ResponseEntity<CollectorReply> taken(CollectorReply reply, boolean strict) {
        if (!strict || reply.rejected().isEmpty()) {
            return json(HttpStatus.OK, reply);
        }
        return reply.isWhollyRejected()
                ? json(HttpStatus.BAD_REQUEST, reply.withoutSuccess())
                : json(HttpStatus.MULTI_STATUS, reply);
    }

    private static ResponseEntity<CollectorReply> json(HttpStatus status, CollectorReply reply) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(reply);
    }
}
