package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.ChildScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;

/**
 * Counts and sums over nested entries. The entries' figures become scores, the scores are added per profile, and the
 * sum is compared as a least score. Scores are 32-bit floats: counts up to 16.7 million are exact, sums only nearly.
 */
final class ActivityQueries {

    private ActivityQueries() {}

    /** Some entry passes all filters. */
    static Query some(String path, List<Query> filters) {
        return Query.of(it -> it.nested(nested -> nested.path(path)
                .scoreMode(ChildScoreMode.None)
                .query(query -> query.bool(bool -> bool.filter(filters)))));
    }

    /** Some entry of these events that only knows its day lies in the range. */
    static Query daily(List<String> events, TimeRange range) {
        var names = events.stream().map(FieldValue::of).toList();
        return some(
                "activity",
                List.of(
                        Query.of(it -> it.terms(in -> in.field("activity.event").terms(of -> of.value(names)))),
                        TermQueries.term("activity.daily", "true"),
                        range.of("activity.at")));
    }

    /** A field, added over the entries that pass all filters, is at least {@code least} (above zero). */
    static Query sumAtLeast(String path, String field, List<Query> filters, double least) {
        var nested = Query.of(it -> it.nested(entries -> entries.path(path)
                .scoreMode(ChildScoreMode.Sum)
                .query(query ->
                        query.functionScore(score -> score.query(inner -> inner.bool(bool -> bool.filter(filters)))
                                .functions(function -> function.fieldValueFactor(factor ->
                                        factor.field(path + "." + field).missing(0.0)))
                                .boostMode(FunctionBoostMode.Replace)))));
        return Query.of(it -> it.functionScore(score ->
                score.query(nested).boostMode(FunctionBoostMode.Multiply).minScore(least)));
    }
}
