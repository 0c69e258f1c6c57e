package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.tributary.segment.preview.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Counts people with the compiled queries, and judges one by one those whom the queries leave open. */
final class ElasticPeople implements People {

    static final int SAMPLE = 10;
    private static final int VERDICTS = 1_000;
    private static final int SEGMENTS = 10_000;

    private final TenantSearch search;
    private final SearchIndex index;
    private final OneByOne oneByOne;

    ElasticPeople(TenantSearch search, SearchIndex index, OneByOne oneByOne) {
        this.search = search;
        this.index = index;
        this.oneByOne = oneByOne;
    }

    @Override
    public Mono<Count> count(String tenant, Question question) {
        var bounds = new QueryCompiler(question.asOf(), question.zone(), question.past()).compile(question.rule());
        var certain = counted(tenant, evaluated(bounds.low()));
        if (bounds.isExact()) {
            return certain;
        }
        return Mono.zip(certain, judged(tenant, evaluated(bounds.open()), question))
                .map(both -> both.getT2().addedTo(both.getT1()));
    }

    private Mono<JudgedPeople> judged(String tenant, Query open, Question question) {
        return Mono.defer(() -> {
            var judged = new JudgedPeople();
            return oneByOne.each(
                            tenant,
                            open,
                            List.of(question),
                            Integer.MAX_VALUE,
                            (state, holds) -> judged.take(state, holds.getFirst()))
                    .thenReturn(judged);
        });
    }

    @Override
    public Mono<Count> members(String tenant, String segmentKey, int version) {
        return counted(tenant, TermQueries.term("segments", ProfileDocument.segment(segmentKey, version)));
    }

    @Override
    public Mono<Long> everybody(String tenant) {
        return search.search(index, tenant, evaluated(Bounds.EVERYBODY), it -> it.size(0))
                .map(TenantSearch::total);
    }

    @Override
    public Mono<Map<String, Long>> sizes(String tenant) {
        return search.search(
                        index,
                        tenant,
                        Bounds.EVERYBODY,
                        it -> it.size(0)
                                .aggregations(
                                        "segments",
                                        terms -> terms.terms(
                                                of -> of.field("segments").size(SEGMENTS))))
                .map(answer -> buckets(answer, "segments"));
    }

    /** Restricted profiles are kept but are in no segment. */
    static Query evaluated(Query query) {
        return Bounds.conjunction(List.of(
                query, Query.of(it -> it.bool(bool -> bool.mustNot(TermQueries.term("restricted", "true"))))));
    }

    private Mono<Count> counted(String tenant, Query query) {
        if (query.isMatchNone()) {
            return Mono.just(new Count(0, 0, 0, Map.of(), List.of(), Map.of()));
        }
        return search.search(index, tenant, query, ElasticPeople::withFigures)
                .map(answer -> new Count(
                        TenantSearch.total(answer),
                        0,
                        buckets(answer, "overflowing").getOrDefault("true", 0L),
                        buckets(answer, "reach"),
                        answer.hits().hits().stream()
                                .map(ElasticPeople::profileId)
                                .toList(),
                        buckets(answer, "segments")));
    }

    static String profileId(Hit<JsonNode> hit) {
        var source = hit.source();
        return source == null ? "" : source.path("profileId").asString();
    }

    private static SearchRequest.Builder withFigures(SearchRequest.Builder request) {
        return request.size(SAMPLE)
                .source(source -> source.filter(fields -> fields.includes("profileId")))
                .sort(sort -> sort.field(field -> field.field("profileId").order(SortOrder.Asc)))
                .aggregations(
                        "segments",
                        terms -> terms.terms(of -> of.field("segments").size(SEGMENTS)))
                .aggregations(
                        "reach", terms -> terms.terms(of -> of.field("reach").size(VERDICTS)))
                .aggregations(
                        "overflowing",
                        terms -> terms.terms(of -> of.field("overflowing").size(2)));
    }

    private static Map<String, Long> buckets(SearchResponse<JsonNode> answer, String name) {
        var counts = new HashMap<String, Long>();
        Aggregate aggregate = answer.aggregations().get(name);
        if (aggregate != null && aggregate.isSterms()) {
            aggregate
                    .sterms()
                    .buckets()
                    .array()
                    .forEach(it -> counts.put(it.key().stringValue(), it.docCount()));
        } else if (aggregate != null && aggregate.isLterms()) {
            aggregate.lterms().buckets().array().forEach(it -> counts.put(it.keyAsString(), it.docCount()));
        }
        return counts;
    }
}
