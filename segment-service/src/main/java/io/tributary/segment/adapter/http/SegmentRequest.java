package io.tributary.segment.adapter.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.registry.Description;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A segment's definition as a client sends it. {@code rule} is a JSON tree or a text; a list needs none. */
record SegmentRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable JsonNode rule,
        @Nullable String owner,
        @Nullable String purpose,
        @Nullable String outcome,
        @Nullable String cadence,
        @Nullable LocalDate reviewDate,
        @Nullable List<String> actions,
        @Nullable List<String> tags,
        @JsonProperty("public") @Nullable Boolean isPublic,
        @JsonProperty("list") @Nullable Boolean isList) {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    /** Words that stand where a key would in the paths of this service. */
    private static final Set<String> RESERVED = Set.of("parse", "preview", "backtest", "overlap", "audit");

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_WORDS = 50;

    /** The key of a new segment. */
    String newKey() {
        return newKey(key);
    }

    /** The same rule for whatever is named by a key in a path. */
    static String newKey(@Nullable String key) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw invalid("/key", "pattern", "a key matches " + KEY.pattern());
        }
        if (RESERVED.contains(key)) {
            throw invalid("/key", "reserved", "this word names a route; choose another key");
        }
        return key;
    }

    /** The key of a segment that is there: the body may repeat it and must not differ. */
    void sameKey(String path) {
        if (key != null && !key.equals(path)) {
            throw invalid("/key", "unchangeable", "a key never changes");
        }
    }

    /** The first version of the segment {@code own}; the registry numbers it. */
    SegmentVersion version(RuleInput rules, String own, Instant now, String account) {
        return version(condition(rules, own), now, account);
    }

    /** The same with a rule that somebody else made of it. */
    SegmentVersion version(Condition condition, Instant now, String account) {
        return new SegmentVersion(1, description(), condition, Canonical.sha256(condition), now, account);
    }

    /** Whether its members are uploaded. */
    boolean isOfMembers() {
        return isList != null && isList;
    }

    private Condition condition(RuleInput rules, String own) {
        if (isOfMembers() && (rule == null || rule.isNull())) {
            return ListRule.of(own);
        }
        var condition = rules.read(rule);
        if (ListRule.is(condition, own)) {
            return condition;
        }
        if (isOfMembers()) {
            throw invalid("/rule", "list", "a list has no rule of its own: leave it out");
        }
        return markless(condition);
    }

    /** The rule of a stage, which is a rule as every other and no list. */
    Condition stageRule(RuleInput rules) {
        return markless(rules.read(rule));
    }

    private static Condition markless(Condition condition) {
        if (ListRule.readsMarks(condition)) {
            throw invalid("/rule", "reserved", "refer to a list as to every segment: segment(\"its key\")");
        }
        return condition;
    }

    private Description description() {
        var violations = new ArrayList<Violation>();
        check("/name", name, violations);
        check("/owner", owner, violations);
        check("/purpose", purpose, violations);
        check("/outcome", outcome, violations);
        check("/cadence", cadence, violations);
        checkWords("/actions", actions, violations);
        checkWords("/tags", tags, violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Correct the fields that the violations name.", violations);
        }
        return new Description(
                name == null ? (key == null ? "" : key) : name,
                text(owner),
                text(purpose),
                text(outcome),
                text(cadence),
                reviewDate,
                actions == null ? List.of() : actions,
                tags == null ? List.of() : tags,
                isPublic != null && isPublic);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void check(String pointer, @Nullable String value, List<Violation> violations) {
        if (value != null && value.length() > LONGEST_TEXT) {
            violations.add(new Violation(pointer, "too-long", "at most " + LONGEST_TEXT + " characters"));
        }
    }

    private static void checkWords(String pointer, @Nullable List<String> words, List<Violation> violations) {
        if (words == null) {
            return;
        }
        if (words.size() > MOST_WORDS) {
            violations.add(new Violation(pointer, "too-many", "at most " + MOST_WORDS));
        }
        for (int i = 0; i < words.size(); i++) {
            check(pointer + "/" + i, words.get(i), violations);
        }
    }

    private static ProblemException invalid(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Correct the fields that the violations name.",
                List.of(new Violation(pointer, rule, message)));
    }
}
