package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.Test;
import io.tributary.segment.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A test of a trait or a property as a query over one field of {@link TypedTerms}. */
final class TermQueries {

    private TermQueries() {}

    /** Empty for the operators that no term can answer: they look at points in time that texts spell in many ways. */
    static Optional<Query> of(String field, PropertyPath path, Test test) {
        var name = path.text();
        return switch (test.op()) {
            case EXISTS -> Optional.of(exists(field, name));
            case MISSING -> Optional.of(Bounds.negation(exists(field, name)));
            case EQ -> Optional.of(anyOf(field, name, operands(test)));
            case IN -> Optional.of(anyOf(field, name, operands(test)));
            case NE, NOT_IN -> Optional.of(otherThan(field, name, operands(test)));
            case GT, GTE, LT, LTE -> Optional.of(compared(field, name, test));
            case CONTAINS -> Optional.of(containing(field, name, operands(test)));
            case STARTS_WITH -> Optional.of(startingWith(field, name, operands(test)));
            case BEFORE, AFTER -> Optional.empty();
        };
    }

    static Query exists(String field, String name) {
        return prefix(field, TypedTerms.prefix(name));
    }

    /** A number of this name compared with another. */
    static Query numbers(String field, String name, Operator op, double bound) {
        var at = TypedTerms.number(name, bound);
        var from = TypedTerms.prefix(name, TypedTerms.NUMBER);
        var end = TypedTerms.prefix(name, (char) (TypedTerms.NUMBER + 1));
        return switch (op) {
            case EQ -> term(field, at);
            case NE -> either(List.of(between(field, from, at), after(field, at, end)));
            case GT -> after(field, at, end);
            case GTE ->
                Query.of(it -> it.range(
                        range -> range.term(terms -> terms.field(field).gte(at).lt(end))));
            case LT -> between(field, from, at);
            case LTE ->
                Query.of(it -> it.range(range ->
                        range.term(terms -> terms.field(field).gte(from).lte(at))));
            case IN, NOT_IN, CONTAINS, STARTS_WITH, EXISTS, MISSING, BEFORE, AFTER ->
                throw new IllegalArgumentException(op.json() + " does not compare two numbers");
        };
    }

    static Query term(String field, String term) {
        return Query.of(it -> it.term(exact -> exact.field(field).value(term)));
    }

    private static List<Value> operands(Test test) {
        return test.asked().map(Value::each).orElse(List.of());
    }

    private static Query compared(String field, String name, Test test) {
        return operands(test).getFirst() instanceof Value.Numeric(var bound)
                ? numbers(field, name, test.op(), bound)
                : Bounds.NOBODY;
    }

    private static Query anyOf(String field, String name, List<Value> operands) {
        if (operands.isEmpty()) {
            return Bounds.NOBODY;
        }
        var terms = operands.stream()
                .map(it -> FieldValue.of(TypedTerms.exact(name, it)))
                .toList();
        return Query.of(it -> it.terms(in -> in.field(field).terms(values -> values.value(terms))));
    }

    /** Some value of the operands' kind that is none of them: the gaps between the sorted operands. */
    private static Query otherThan(String field, String name, List<Value> operands) {
        var excluded =
                operands.stream().map(it -> TypedTerms.exact(name, it)).sorted().toList();
        var gaps = new ArrayList<Query>();
        for (var kind : kinds(operands)) {
            var from = TypedTerms.prefix(name, kind);
            var end = TypedTerms.prefix(name, (char) (kind + 1));
            var inside = excluded.stream().filter(it -> it.startsWith(from)).toList();
            if (inside.isEmpty()) {
                gaps.add(prefix(field, from));
            } else {
                gaps.add(between(field, from, inside.getFirst()));
                for (int i = 1; i < inside.size(); i++) {
                    gaps.add(after(field, inside.get(i - 1), inside.get(i)));
                }
                gaps.add(after(field, inside.getLast(), end));
            }
        }
        return either(gaps);
    }

    private static List<Character> kinds(List<Value> operands) {
        return operands.stream()
                .flatMap(it -> switch (it) {
                    case Value.Text _ -> List.of(TypedTerms.TEXT, TypedTerms.RAW_TEXT).stream();
                    case Value.Numeric _ -> List.of(TypedTerms.NUMBER).stream();
                    case Value.Bool _ -> List.of(TypedTerms.BOOL).stream();
                    case Value.Many _ -> List.<Character>of().stream();
                })
                .distinct()
                .toList();
    }

    private static Query containing(String field, String name, List<Value> operands) {
        if (!(operands.getFirst() instanceof Value.Text(var text))) {
            return Bounds.NOBODY;
        }
        var pattern = "*" + escaped(TypedTerms.composed(text)) + "*";
        return either(List.of(
                wildcard(field, escaped(TypedTerms.prefix(name, TypedTerms.TEXT)) + pattern),
                wildcard(field, escaped(TypedTerms.prefix(name, TypedTerms.COMPOSED)) + pattern)));
    }

    private static Query startingWith(String field, String name, List<Value> operands) {
        if (!(operands.getFirst() instanceof Value.Text(var text))) {
            return Bounds.NOBODY;
        }
        var start = TypedTerms.composed(text);
        return either(List.of(
                prefix(field, TypedTerms.prefix(name, TypedTerms.TEXT) + start),
                prefix(field, TypedTerms.prefix(name, TypedTerms.COMPOSED) + start)));
    }

    static Query prefix(String field, String prefix) {
        return Query.of(it -> it.prefix(start -> start.field(field).value(prefix)));
    }

    private static Query wildcard(String field, String pattern) {
        return Query.of(it -> it.wildcard(like -> like.field(field).value(pattern)));
    }

    /** From {@code from} (inclusive) to {@code end} (exclusive). */
    private static Query between(String field, String from, String end) {
        return Query.of(it -> it.range(
                range -> range.term(terms -> terms.field(field).gte(from).lt(end))));
    }

    /** From {@code from} (exclusive) to {@code end} (exclusive). */
    private static Query after(String field, String from, String end) {
        return Query.of(it -> it.range(
                range -> range.term(terms -> terms.field(field).gt(from).lt(end))));
    }

    private static Query either(List<Query> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : Query.of(it -> it.bool(bool -> bool.should(parts).minimumShouldMatch("1")));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }
}
