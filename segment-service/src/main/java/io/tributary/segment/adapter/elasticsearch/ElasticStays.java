package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.Stays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads stays back. An instant is compared with when things were decided, so that its answer never changes. */
final class ElasticStays implements Stays {

    private final TenantSearch search;
    private final SearchIndex index;

    ElasticStays(TenantSearch search, SearchIndex index) {
        this.search = search;
        this.index = index;
    }

    @Override
    public Mono<Found> at(String tenant, String segment, Instant at, @Nullable String afterId, int limit) {
        return search.search(
                        index,
                        tenant,
                        in(segment, at),
                        it -> ElasticProfiles.byIdAfter(it, afterId).size(limit))
                .map(ElasticStays::found);
    }

    @Override
    public Mono<Stay> at(String tenant, String segment, Instant at, Collection<String> profileIds) {
        var theirs = ElasticStayDocuments.anyOf("profileId", profileIds);
        return search.search(index, tenant, Bounds.conjunction(List.of(theirs, in(segment, at))), it -> it.size(1))
                .mapNotNull(answer -> found(answer).stays().stream().findFirst().orElse(null));
    }

    @Override
    public Mono<Found> page(String tenant, Question question, @Nullable Position after, int limit) {
        return search.search(
                        index,
                        tenant,
                        query(question),
                        it -> newestFirst(it, values(after)).size(limit))
                .map(ElasticStays::found);
    }

    private static Query query(Question question) {
        var filters = new ArrayList<Query>();
        var profileIds = question.profileIds();
        if (profileIds != null) {
            filters.add(ElasticStayDocuments.anyOf("profileId", profileIds));
        }
        var segment = question.segment();
        if (segment != null) {
            filters.add(TermQueries.term("segment", segment));
        }
        return Bounds.conjunction(filters);
    }

    /** Begun by then, and not over by then. */
    private static Query in(String segment, Instant at) {
        var millis = Long.toString(at.toEpochMilli());
        var begun = Query.of(it -> it.range(
                range -> range.date(date -> date.field(StayDocument.FROM).lte(millis))));
        var over = Query.of(it -> it.range(
                range -> range.date(date -> date.field(StayDocument.UNTIL).lte(millis))));
        return Bounds.conjunction(List.of(TermQueries.term("segment", segment), begun, Bounds.negation(over)));
    }

    static SearchRequest.Builder newestFirst(SearchRequest.Builder request, List<FieldValue> after) {
        request.sort(sort -> sort.field(field -> field.field(StayDocument.FROM).order(SortOrder.Desc)))
                .sort(sort -> sort.field(field -> field.field("profileId").order(SortOrder.Asc)))
                .sort(sort -> sort.field(field -> field.field("segment").order(SortOrder.Asc)))
                .sort(sort -> sort.field(field -> field.field("number").order(SortOrder.Desc)));
        return after.isEmpty() ? request : request.searchAfter(after);
    }

    private static List<FieldValue> values(@Nullable Position after) {
        return after == null
                ? List.of()
                : List.of(
                        FieldValue.of(after.decidedAt()),
                        FieldValue.of(after.profileId()),
                        FieldValue.of(after.segment()),
                        FieldValue.of(after.number()));
    }

    static Found found(SearchResponse<JsonNode> answer) {
        var stays = answer.hits().hits().stream()
                .map(it -> StayDocument.stay(Objects.requireNonNull(it.source())))
                .toList();
        return new Found(stays, TenantSearch.total(answer));
    }
}
