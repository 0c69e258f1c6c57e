package io.tributary.segment.rule;

import io.tributary.segment.rule.Tokens.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what leaves are made of: paths, tests, values, durations and windows. */
final class TextParts {

    static final String EVENT = "for example \"Order Completed\"";

    private final Tokens tokens;

    TextParts(Tokens tokens) {
        this.tokens = tokens;
    }

    PropertyPath path() {
        var token = tokens.peek();
        if (token.kind() != Kind.WORD && token.kind() != Kind.PATH) {
            throw tokens.wrong("path-expected", "a name is missing here", "names with blanks stand in back-quotes");
        }
        return new PropertyPath(tokens.take().text());
    }

    String name() {
        var token = tokens.peek();
        if ((token.kind() != Kind.WORD && token.kind() != Kind.STRING)
                || token.text().isEmpty()) {
            throw tokens.wrong("name-expected", "a name is missing here", "for example email");
        }
        return tokens.take().text();
    }

    EventFilter filter() {
        return new EventFilter(
                tokens.expect(Kind.STRING, "an event's name in double quotes", EVENT)
                        .text(),
                where());
    }

    List<PropertyTest> where() {
        var tests = new ArrayList<PropertyTest>();
        if (tokens.takes("where")) {
            do {
                tests.add(new PropertyTest(path(), test()));
            } while (tokens.takes("and"));
        }
        return tests;
    }

    Measure measure(String name) {
        if (name.equals("count")) {
            return new Measure.Count();
        }
        if (name.equals("days")) {
            return new Measure.Days();
        }
        tokens.expect(".");
        var property = path();
        return switch (name) {
            case "sum" -> new Measure.Sum(property);
            case "avg" -> new Measure.Avg(property);
            case "min" -> new Measure.Min(property);
            case "max" -> new Measure.Max(property);
            default -> new Measure.Distinct(property);
        };
    }

    Test test() {
        var token = tokens.peek();
        var op = operator();
        if (op.standsAlone()) {
            return new Test(op, null);
        }
        var operand = op == Operator.IN || op == Operator.NOT_IN
                ? values(op)
                : value(op == Operator.BEFORE || op == Operator.AFTER);
        var wrong = Operands.wrong(op, operand);
        if (wrong != null) {
            throw Tokens.wrong(
                    token, "operand-type", "\"" + op.words() + "\" compares with " + wrong, Operands.example(op));
        }
        return new Test(op, operand);
    }

    Operator comparing() {
        for (var op : Operator.COMPARING) {
            if (tokens.takes(op.words())) {
                return op;
            }
        }
        throw unknownOperator(Operator.COMPARING);
    }

    double number() {
        var token = tokens.expect(Kind.NUMBER, "a number", "for example 30");
        double number = Double.parseDouble(token.text());
        if (!Double.isFinite(number)) {
            throw Tokens.wrong(token, "number-expected", "the number is too large", "at most 1.7E308");
        }
        return number == 0 ? 0.0 : number;
    }

    int whole(int limit) {
        var token = tokens.peek();
        double number = number();
        if (number != Math.rint(number) || Math.abs(number) > limit) {
            throw Tokens.wrong(
                    token, "whole-number-expected", "a whole number up to " + limit + " is wanted", "for example 30");
        }
        return (int) number;
    }

    Span span() {
        var token = tokens.peek();
        int amount = whole(10_000_000);
        if (amount < 0) {
            throw Tokens.wrong(token, "duration-expected", "a duration is not negative", "for example 30 days");
        }
        var unit = Span.Unit.ofWord(tokens.peek().text());
        if (tokens.peek().kind() != Kind.WORD || unit == null) {
            throw tokens.wrong("duration-expected", "a unit is missing here", "days, hours or minutes");
        }
        tokens.take();
        return new Span(amount, unit);
    }

    Window window() {
        if (tokens.takes("in", "last")) {
            var span = span();
            return span.unit() == Span.Unit.DAYS
                    ? new Window.LastDays(span.amount())
                    : new Window.LastDuration(span.elapsed());
        }
        if (tokens.takes("between")) {
            int from = whole(100_000);
            tokens.expect("and");
            int to = whole(100_000);
            tokens.expect("days", "ago");
            return new Window.Between(from, to);
        }
        if (tokens.takes("since")) {
            return new Window.Since(date());
        }
        if (tokens.takes("before")) {
            return new Window.Before(date());
        }
        if (tokens.takes("ever")) {
            return new Window.Ever();
        }
        throw tokens.wrong(
                "window-expected",
                "a window is missing here",
                "in last 30 days, between 90 and 30 days ago, since, before or ever");
    }

    private Operator operator() {
        for (var op : Operator.values()) {
            // Longer spellings are not prefixes of shorter ones, so the order does not matter.
            if (tokens.takes(op.words().split(" ", -1))) {
                return op;
            }
        }
        throw unknownOperator(Arrays.asList(Operator.values()));
    }

    private TextError unknownOperator(List<Operator> known) {
        var found = tokens.peek().text();
        var words = known.stream().map(Operator::words).toList();
        var guess = Spelling.guess(tokens.nextWords(), words);
        return tokens.wrong(
                "unknown-operator",
                "\"" + found + "\" is not an operator that is known here",
                guess == null ? Spelling.nearest(found, words) : guess);
    }

    private Value.Many values(Operator op) {
        tokens.expectWith(Operands.example(op), "(");
        var values = new ArrayList<Value>();
        do {
            values.add(value(false));
        } while (tokens.takes(","));
        tokens.expect(")");
        return new Value.Many(values);
    }

    private Value value(boolean moment) {
        if (tokens.takes("true")) {
            return new Value.Bool(true);
        }
        if (tokens.takes("false")) {
            return new Value.Bool(false);
        }
        return switch (tokens.peek().kind()) {
            case STRING -> new Value.Text(tokens.take().text());
            case NUMBER -> new Value.Numeric(number());
            case DATE -> {
                if (!moment) {
                    throw tokens.wrong("value-expected", "dates follow before, after and since", "quote a string");
                }
                yield new Value.Text(tokens.take().text());
            }
            case WORD, PATH, SIGN, END ->
                throw tokens.wrong("value-expected", "a value is missing here", "strings stand in double quotes");
        };
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(tokens.peek().text());
        } catch (DateTimeException e) {
            throw tokens.wrong("date-expected", "a date is missing here", "2026-01-31");
        } finally {
            tokens.take();
        }
    }
}
