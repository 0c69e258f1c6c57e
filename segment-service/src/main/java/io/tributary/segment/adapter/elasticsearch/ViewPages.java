package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.tributary.segment.export.ExportSource.ViewLost;
import io.tributary.segment.store.StoreUnavailable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of a point in time, each behind the sort values of the last document of the one before. */
final class ViewPages {

    static final int PAGE = 500;

    private static final Time KEEP = Time.of(it -> it.time("10m"));
    private static final int GONE = 404;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TenantSearch search;

    ViewPages(TenantSearch search) {
        this.search = search;
    }

    String open(SearchIndex index, String tenant) {
        return search.openView(index, tenant, KEEP);
    }

    long count(String view, String tenant, Query query) {
        return TenantSearch.total(orLost(() -> search.inView(
                view, KEEP, tenant, query, it -> it.size(0).trackTotalHits(total -> total.enabled(true)))));
    }

    /** A page of so many in the ascending order of these fields, behind {@code from}. */
    SearchResponse<JsonNode> page(
            String view, String tenant, Query query, @Nullable String from, List<String> fields, int size) {
        return orLost(() -> search.inView(view, KEEP, tenant, query, it -> {
            it.size(size).trackTotalHits(total -> total.enabled(false));
            fields.forEach(name ->
                    it.sort(sort -> sort.field(field -> field.field(name).order(SortOrder.Asc))));
            return from == null ? it : it.searchAfter(behind(from));
        }));
    }

    void close(String view) {
        try {
            search.closeView(view);
        } catch (StoreUnavailable e) {
            // It is let go by itself when nobody asks for so long.
        }
    }

    private static SearchResponse<JsonNode> orLost(Supplier<SearchResponse<JsonNode>> ask) {
        try {
            return ask.get();
        } catch (StoreUnavailable e) {
            if (e.getCause() instanceof ElasticsearchException refusal && refusal.status() == GONE) {
                throw new ViewLost();
            }
            throw e;
        }
    }

    /** The sort values of the last document, as JSON; null when there are no more. */
    static @Nullable String next(SearchResponse<JsonNode> answer, int size) {
        var hits = answer.hits().hits();
        if (hits.size() < size) {
            return null;
        }
        var values = JSON.createArrayNode();
        for (var value : hits.getLast().sort()) {
            if (value.isLong()) {
                values.add(value.longValue());
            } else {
                values.add(value.stringValue());
            }
        }
        return values.toString();
    }

    private static List<FieldValue> behind(String from) {
        return JSON.readTree(from)
                .valueStream()
                .map(it -> it.isNumber() ? FieldValue.of(it.longValue()) : FieldValue.of(it.stringValue()))
                .toList();
    }
}
