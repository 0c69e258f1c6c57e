package io.tributary.segment.rule;

import io.tributary.segment.rule.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the leaves of the text. */
final class TextLeaves {

    /** What is measured of which events. */
    private record Measured(EventFilter event, Measure measure) {}

    private final Tokens tokens;
    private final TextParts parts;

    TextLeaves(Tokens tokens) {
        this.tokens = tokens;
        this.parts = new TextParts(tokens);
    }

    Condition trait() {
        var trait = parts.path();
        if (tokens.takes("in", "last")) {
            return new Condition.TraitMoving(trait, Direction.IN_LAST, parts.span());
        }
        if (tokens.takes("in", "next")) {
            return new Condition.TraitMoving(trait, Direction.IN_NEXT, parts.span());
        }
        return new Condition.TraitTest(trait, parts.test());
    }

    Condition age() {
        tokens.expect("age", "(");
        var trait = parts.path();
        tokens.expect(")");
        return new Condition.TraitAge(trait, parts.comparing(), parts.whole(1_000));
    }

    Condition measured() {
        var measured = measuring();
        var op = parts.comparing();
        double value = parts.number();
        return new Condition.EventMeasure(measured.event(), measured.measure(), op, value, parts.window());
    }

    Figure figure() {
        var measured = measuring();
        return new Figure(measured.event(), measured.measure(), parts.window());
    }

    private Measured measuring() {
        var name = tokens.take().text().toLowerCase(Locale.ROOT);
        tokens.expect("(");
        var event = tokens.expect(Kind.STRING, "the event's name in double quotes", TextParts.EVENT)
                .text();
        var measure = parts.measure(name);
        var filter = new EventFilter(event, parts.where());
        tokens.expect(")");
        return new Measured(filter, measure);
    }

    Condition edge() {
        boolean first = tokens.takes("first");
        if (!first) {
            tokens.expect("latest");
        }
        tokens.expect("(");
        var filter = parts.filter();
        tokens.expect(")");
        var window = parts.window();
        return first ? new Condition.FirstEvent(filter, window) : new Condition.LatestEvent(filter, window);
    }

    Condition did() {
        tokens.expect("did");
        var steps = new ArrayList<>(List.of(parts.filter()));
        tokens.expect("then");
        if (tokens.takes("not")) {
            var then = parts.filter();
            tokens.expect("within");
            return new Condition.NotFollowedBy(
                    steps.getFirst(), then, parts.span().elapsed(), parts.window());
        }
        do {
            steps.add(parts.filter());
        } while (tokens.takes("then"));
        tokens.expect("within");
        var within = parts.span().elapsed();
        var same = tokens.takes("same") ? parts.path() : null;
        return new Condition.Sequence(steps, within, same, parts.window());
    }

    Condition segment() {
        return new Condition.SegmentRef(quotedArgument("segment"));
    }

    Condition score() {
        return new Condition.ScoreTest(quotedArgument("score"), parts.comparing(), parts.number());
    }

    Condition consent() {
        var purpose = quotedArgument("consent");
        tokens.expect("=");
        boolean granted = tokens.takes("granted");
        if (!granted && !tokens.takes("denied")) {
            throw tokens.wrong(
                    "consent-state",
                    "a consent is granted or denied",
                    "for example consent(\"email_marketing\") = granted");
        }
        return new Condition.ConsentTest(purpose, granted);
    }

    Condition identifier() {
        tokens.expect("has", "identifier");
        return new Condition.HasIdentifier(parts.name());
    }

    Condition reachable() {
        tokens.expect("reachable", "by");
        return new Condition.ReachableBy(parts.name());
    }

    private String quotedArgument(String function) {
        tokens.expect(function, "(");
        var example = "for example " + function + "(\"loyal\")";
        var token = tokens.expect(Kind.STRING, "a name in double quotes", example);
        if (token.text().isEmpty()) {
            throw Tokens.wrong(token, "text-expected", "the name is not empty", example);
        }
        tokens.expect(")");
        return token.text();
    }
}
