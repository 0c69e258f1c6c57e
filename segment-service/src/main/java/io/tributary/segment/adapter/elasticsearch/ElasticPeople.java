package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.preview.Judging;
import io.tributary.segment.preview.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Counts people with the compiled queries, and judges one by one those whom the queries leave open. */
final class ElasticPeople implements People {

    private static final int SAMPLE = 10;
    private static final int JUDGED_PER_PAGE = 500;
    private static final int VERDICTS = 1_000;
    private static final int SEGMENTS = 10_000;

    private final TenantSearch search;
    private final SearchIndex index;
    private final Judging judging;

    ElasticPeople(TenantSearch search, SearchIndex index, Judging judging) {
        this.search = search;
        this.index = index;
        this.judging = judging;
    }

    @Override
    public Mono<Count> count(String tenant, Question question) {
        var bounds = new QueryCompiler(question.asOf(), question.zone()).compile(question.rule());
        var certain = counted(tenant, evaluated(bounds.low()));
        if (bounds.isExact()) {
            return certain;
        }
        var open = evaluated(Bounds.conjunction(List.of(bounds.high(), Bounds.negation(bounds.low()))));
        return Mono.zip(certain, judged(tenant, open, question, null, new Judged()))
                .map(both -> both.getT2().addedTo(both.getT1()));
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
    private static Query evaluated(Query query) {
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

    private static String profileId(Hit<JsonNode> hit) {
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

    /** Page after page, so that memory stays bounded however many are open. */
    private Mono<Judged> judged(String tenant, Query open, Question question, @Nullable String afterId, Judged soFar) {
        return search.search(
                        index,
                        tenant,
                        open,
                        it -> ElasticProfiles.byIdAfter(it, afterId).size(JUDGED_PER_PAGE))
                .map(ElasticProfiles::states)
                .flatMap(page -> {
                    page.forEach(state -> soFar.take(state, judging.holds(state, question)));
                    return page.size() < JUDGED_PER_PAGE
                            ? Mono.just(soFar)
                            : judged(tenant, open, question, page.getLast().profileId(), soFar);
                });
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

    /** What judging one by one adds up to. Used by one subscriber, page after page. */
    private static final class Judged {
        private long looked;
        private long count;
        private long overflowing;
        private final Map<String, Long> verdicts = new HashMap<>();
        private final Map<String, Long> segments = new HashMap<>();
        private final List<String> sample = new ArrayList<>();

        void take(ProfileState state, boolean holds) {
            looked++;
            if (!holds) {
                return;
            }
            count++;
            overflowing += state.overflowing() ? 1 : 0;
            state.reachability()
                    .forEach((channel, reach) -> verdicts.merge(
                            reach.reachable()
                                    ? ProfileDocument.reachable(channel)
                                    : ProfileDocument.lost(channel, reach.reason()),
                            1L,
                            Long::sum));
            state.memberships().forEach((key, standing) -> {
                if (standing.member()) {
                    segments.merge(ProfileDocument.segment(key, standing.version()), 1L, Long::sum);
                }
            });
            if (sample.size() < SAMPLE) {
                sample.add(state.profileId());
            }
        }

        Count addedTo(Count certain) {
            var people = new TreeSet<>(certain.sample());
            people.addAll(sample);
            return new Count(
                    certain.count() + count,
                    looked,
                    certain.overflowing() + overflowing,
                    added(certain.verdicts(), verdicts),
                    people.stream().limit(SAMPLE).toList(),
                    added(certain.segments(), segments));
        }

        private static Map<String, Long> added(Map<String, Long> left, Map<String, Long> right) {
            var both = new HashMap<>(left);
            right.forEach((key, people) -> both.merge(key, people, Long::sum));
            return both;
        }
    }
}
