package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.list.ListRefused;
import java.util.List;
import java.util.Locale;

/** What is wrong with a file for a list; nothing of the file is in it. */
final class ListProblems {

    private ListProblems() {}

    static ProblemException refused(ListRefused refusal) {
        var message = String.valueOf(refusal.getMessage());
        return switch (refusal.rule()) {
            case TOO_LARGE ->
                new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "Send several files: " + message + ".");
            case LIST_TOO_LONG -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, message);
            case HEADER, ENCODING, CSV -> unreadable(refusal.rule(), message);
        };
    }

    private static ProblemException unreadable(ListRefused.Rule rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Correct the file, or say how it is written.",
                List.of(new Violation("", rule.name().toLowerCase(Locale.ROOT), message)));
    }
}
