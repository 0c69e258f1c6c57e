package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition as two queries: {@code low} finds only people for whom it is certainly true, {@code high} everybody for
 * whom it possibly is.
 *
 * @param isExact both are the same query, which then is the whole answer
 */
record Bounds(Query low, Query high, boolean isExact) {

    static final Query NOBODY = Query.of(it -> it.matchNone(none -> none));
    static final Query EVERYBODY = Query.of(it -> it.matchAll(all -> all));

    static final Bounds NEVER = exactly(NOBODY);
    static final Bounds ALWAYS = exactly(EVERYBODY);

    static Bounds exactly(Query query) {
        return new Bounds(query, query, true);
    }

    /** Only people whom {@code high} finds can be meant; who of them is decided one by one. */
    static Bounds among(Query high) {
        return between(NOBODY, high);
    }

    static Bounds between(Query low, Query high) {
        return new Bounds(low, high, false);
    }

    static Bounds all(List<Bounds> parts) {
        if (parts.stream().allMatch(Bounds::isExact)) {
            return exactly(conjunction(parts.stream().map(Bounds::low).toList()));
        }
        return between(
                conjunction(parts.stream().map(Bounds::low).toList()),
                conjunction(parts.stream().map(Bounds::high).toList()));
    }

    static Bounds any(List<Bounds> parts) {
        return all(parts.stream().map(Bounds::negated).toList()).negated();
    }

    Bounds negated() {
        return isExact ? exactly(negation(low)) : between(negation(high), negation(low));
    }

    /** Whom no query decides. One level deep, because the server refuses queries that are too deep. */
    Query open() {
        if (isExact || high.isMatchNone()) {
            return NOBODY;
        }
        return low.isMatchNone()
                ? high
                : Query.of(it -> it.bool(bool -> bool.filter(high).mustNot(low)));
    }

    Bounds and(Bounds other) {
        return all(List.of(this, other));
    }

    static Query conjunction(List<Query> parts) {
        var needed = new ArrayList<Query>();
        for (var part : parts) {
            if (part.isMatchNone()) {
                return NOBODY;
            }
            if (!part.isMatchAll()) {
                needed.add(part);
            }
        }
        return switch (needed.size()) {
            case 0 -> EVERYBODY;
            case 1 -> needed.getFirst();
            default -> Query.of(it -> it.bool(bool -> bool.filter(needed)));
        };
    }

    static Query either(Query left, Query right) {
        if (left.isMatchNone()) {
            return right;
        }
        return right.isMatchNone()
                ? left
                : Query.of(it -> it.bool(bool -> bool.should(left, right).minimumShouldMatch("1")));
    }

    static Query negation(Query query) {
        if (query.isMatchNone()) {
            return EVERYBODY;
        }
        if (query.isMatchAll()) {
            return NOBODY;
        }
        // Not not: take the inner query instead of stacking must_not on must_not.
        if (query.isBool()
                && query.bool().mustNot().size() == 1
                && query.bool().filter().isEmpty()
                && query.bool().should().isEmpty()) {
            return query.bool().mustNot().getFirst();
        }
        return Query.of(it -> it.bool(bool -> bool.mustNot(query)));
    }
}
