package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.util.List;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Every search passes here: the tenant's filter and routing are added to all of them, in this one place. Totals are
 * exact unless a search does without, and a part of an answer is never taken for the whole.
 */
final class TenantSearch {

    private final ElasticsearchAsyncClient client;
    private final ElasticsearchClient blocking;

    TenantSearch(ElasticsearchAsyncClient client, ElasticsearchClient blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    Mono<SearchResponse<JsonNode>> search(
            SearchIndex index, String tenant, Query query, UnaryOperator<SearchRequest.Builder> rest) {
        var request = request(index, tenant, query, rest);
        return Faults.ask(() -> client.search(request, JsonNode.class));
    }

    /** The same for a thread that may wait. */
    SearchResponse<JsonNode> blocking(
            SearchIndex index, String tenant, Query query, UnaryOperator<SearchRequest.Builder> rest) {
        var request = request(index, tenant, query, rest);
        return Faults.blocking(() -> blocking.search(request, JsonNode.class));
    }

    /** Holds what the index holds now for so long; what is asked of it is asked with {@link #inView}. */
    String openView(SearchIndex index, String tenant, Time keep) {
        return Faults.blocking(() -> blocking.openPointInTime(it ->
                        it.index(index.alias()).routing(tenant).keepAlive(keep).allowPartialSearchResults(false))
                .id());
    }

    /** As {@link #blocking}, of a view that is open; it stays so for {@code keep} from now. */
    SearchResponse<JsonNode> inView(
            String view, Time keep, String tenant, Query query, UnaryOperator<SearchRequest.Builder> rest) {
        var request =
                SearchRequest.of(it -> rest.apply(it.pit(pit -> pit.id(view).keepAlive(keep))
                        .query(within(tenant, query))
                        .allowPartialSearchResults(false)));
        return Faults.blocking(() -> blocking.search(request, JsonNode.class));
    }

    void closeView(String view) {
        Faults.blocking(() -> blocking.closePointInTime(it -> it.id(view)));
    }

    private static SearchRequest request(
            SearchIndex index, String tenant, Query query, UnaryOperator<SearchRequest.Builder> rest) {
        return SearchRequest.of(it -> rest.apply(it.index(index.alias())
                .routing(tenant)
                .query(within(tenant, query))
                .trackTotalHits(total -> total.enabled(true))
                .allowPartialSearchResults(false)));
    }

    private static Query within(String tenant, Query query) {
        return Query.of(it -> it.bool(bool -> bool.filter(List.of(TermQueries.term("tenant", tenant), query))));
    }

    static long total(SearchResponse<?> answer) {
        var total = answer.hits().total();
        return total == null ? 0 : total.value();
    }
}
