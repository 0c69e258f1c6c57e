package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.computed.TraitWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A computed trait as a client sends it. {@code measure} is a JSON tree or a text. */
record ComputedTraitRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable JsonNode measure,
        @Nullable String owner,
        @Nullable String purpose) {

    // As sources name traits, but without dots: no object holds a computed one.
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int LONGEST_TEXT = 2_000;

    /** The key of a new trait. */
    String newKey() {
        if (key == null || !KEY.matcher(key).matches()) {
            throw invalid(List.of(new Violation("/key", "pattern", "a key matches " + KEY.pattern())));
        }
        return key;
    }

    /** The key of a trait that is there: the body may repeat it and must not differ. */
    void sameKey(String path) {
        if (key != null && !key.equals(path)) {
            throw invalid(List.of(new Violation("/key", "unchangeable", "a key never changes")));
        }
    }

    TraitVersion version(String traitKey, RuleInput rules, Instant now, String account) {
        var violations = new ArrayList<Violation>();
        check("/name", name, violations);
        check("/owner", owner, violations);
        check("/purpose", purpose, violations);
        if (!violations.isEmpty()) {
            throw invalid(violations);
        }
        var words = new TraitWords(
                Objects.requireNonNullElse(name, traitKey),
                Objects.requireNonNullElse(owner, ""),
                Objects.requireNonNullElse(purpose, ""));
        return new TraitVersion(1, words, rules.measure(measure), now, account);
    }

    private static void check(String pointer, @Nullable String value, List<Violation> violations) {
        if (value != null && value.length() > LONGEST_TEXT) {
            violations.add(new Violation(pointer, "too-long", "at most " + LONGEST_TEXT + " characters"));
        }
    }

    private static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "Correct the fields that the violations name.", violations);
    }
}
