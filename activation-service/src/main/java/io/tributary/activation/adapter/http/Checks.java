package io.tributary.activation.adapter.http;

import io.tributary.activation.adapter.http.ProblemException.Violation;
import io.tributary.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a request, so that the caller learns it at once. */
final class Checks {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private final List<Violation> violations = new ArrayList<>();

    static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "The tenant has no such " + what + ".");
    }

    static ProblemException one(String pointer, String rule, String message) {
        return new Checks().that(false, pointer, rule, message).refusal();
    }

    Checks that(boolean holds, String pointer, String rule, String message) {
        if (!holds) {
            violations.add(new Violation(pointer, rule, message));
        }
        return this;
    }

    /** Present and not blank. */
    String text(@Nullable String value, String pointer, int max) {
        that(value != null && !value.isBlank(), pointer, "required", "the field is needed");
        that(value == null || value.length() <= max, pointer, "length", "at most " + max + " characters");
        return value == null ? "" : value;
    }

    String key(@Nullable String value, String pointer, String otherwise) {
        that(
                value == null || KEY.matcher(value).matches(),
                pointer,
                "key",
                "lower-case letters, digits, - and _, at most 64, not starting with a sign");
        return value == null ? otherwise : value;
    }

    void orRefuse() {
        if (!violations.isEmpty()) {
            throw refusal();
        }
    }

    private ProblemException refusal() {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "Correct the fields that are named.", List.copyOf(violations));
    }
}
