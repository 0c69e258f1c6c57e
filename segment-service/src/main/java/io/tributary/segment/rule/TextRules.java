package io.tributary.segment.rule;

import io.tributary.segment.rule.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text by recursive descent: {@code or} over {@code and} over {@code not} over leaves. */
final class TextRules {

    private static final int MAX_DEPTH = 64;

    private final Tokens tokens;
    private final TextLeaves leaves;
    private int depth;

    TextRules(Tokens tokens) {
        this.tokens = tokens;
        this.leaves = new TextLeaves(tokens);
    }

    Condition rule() {
        var condition = any();
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.wrong(
                    "unexpected", "the rule is complete before this", "join conditions with \"and\" or \"or\"");
        }
        return condition;
    }

    Figure figure() {
        var token = tokens.peek();
        if (token.kind() != Kind.WORD || !Words.MEASURES.contains(token.text().toLowerCase(Locale.ROOT))) {
            throw tokens.wrong(
                    "not-a-measure", Words.NO_MEASURE, "for example sum(\"Order Completed\".revenue) in last 90 days");
        }
        var figure = leaves.figure();
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.wrong("unexpected", "the measure is complete before this", "it is compared where it is used");
        }
        return figure;
    }

    private Condition any() {
        if (++depth > MAX_DEPTH) {
            throw tokens.wrong("too-deep", "a rule is at most 12 levels deep", RuleLimits.SPLIT);
        }
        var parts = new ArrayList<>(List.of(all()));
        while (tokens.takes("or")) {
            parts.add(all());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
    }

    private Condition all() {
        var parts = new ArrayList<>(List.of(not()));
        while (tokens.takes("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private Condition not() {
        if (!tokens.takes("not")) {
            return primary();
        }
        if (++depth > MAX_DEPTH) {
            throw tokens.wrong("too-deep", "a rule is at most 12 levels deep", RuleLimits.SPLIT);
        }
        var negated = new Condition.Not(not());
        depth--;
        return negated;
    }

    private Condition primary() {
        if (tokens.takes("(")) {
            var inner = any();
            tokens.expect(")");
            return inner;
        }
        var token = tokens.peek();
        if (token.kind() != Kind.WORD && token.kind() != Kind.PATH) {
            throw tokens.wrong("condition-expected", "a condition is missing here", "for example country = \"DE\"");
        }
        return token.kind() == Kind.PATH ? leaves.trait() : leaf(token.text().toLowerCase(Locale.ROOT));
    }

    private Condition leaf(String word) {
        return switch (word) {
            case "count", "days", "sum", "avg", "min", "max", "distinct" -> leaves.measured();
            case "first", "latest" -> leaves.edge();
            case "did" -> leaves.did();
            case "age" -> leaves.age();
            case "segment" -> leaves.segment();
            case "score" -> leaves.score();
            case "consent" -> leaves.consent();
            case "has" -> leaves.identifier();
            case "reachable" -> leaves.reachable();
            default -> {
                if (Words.RESERVED.contains(word)) {
                    throw tokens.wrong(
                            "condition-expected",
                            "\"" + word + "\" does not begin a condition",
                            "a trait of this name is written `" + word + "`");
                }
                yield leaves.trait();
            }
        };
    }
}
