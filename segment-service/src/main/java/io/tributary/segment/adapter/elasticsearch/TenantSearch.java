package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.util.List;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Every search passes here: the tenant's filter and routing are added to all of them, in this one place. Totals are
 * always exact and a part of an answer is never taken for the whole.
 */
final class TenantSearch {

    private final ElasticsearchAsyncClient client;

    TenantSearch(ElasticsearchAsyncClient client) {
        this.client = client;
    }

    Mono<SearchResponse<JsonNode>> search(
            SearchIndex index, String tenant, Query query, UnaryOperator<SearchRequest.Builder> rest) {
        var request = SearchRequest.of(it -> rest.apply(it.index(index.alias())
                .routing(tenant)
                .query(within(tenant, query))
                .trackTotalHits(total -> total.enabled(true))
                .allowPartialSearchResults(false)));
        return Faults.ask(() -> client.search(request, JsonNode.class));
    }

    private static Query within(String tenant, Query query) {
        return Query.of(it -> it.bool(bool -> bool.filter(List.of(TermQueries.term("tenant", tenant), query))));
    }

    static long total(SearchResponse<?> answer) {
        var total = answer.hits().total();
        return total == null ? 0 : total.value();
    }
}
