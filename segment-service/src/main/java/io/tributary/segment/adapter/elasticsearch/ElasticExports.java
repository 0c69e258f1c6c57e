package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.tributary.segment.export.ExportRequest;
import io.tributary.segment.export.ExportSource;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.store.StoreUnavailable;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of a point in time, each behind the sort values of the last document of the one before. */
final class ElasticExports implements ExportSource {

    private static final Time KEEP = Time.of(it -> it.time("10m"));
    private static final int PAGE = 500;
    private static final int GONE = 404;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TenantSearch search;
    private final SearchIndex profiles;
    private final SearchIndex events;

    ElasticExports(TenantSearch search, SearchIndex profiles, SearchIndex events) {
        this.search = search;
        this.profiles = profiles;
        this.events = events;
    }

    @Override
    public View open(String tenant, ExportRequest request) {
        var view = switch (request) {
            case ExportRequest.Members _ -> search.openView(profiles, tenant, KEEP);
            case ExportRequest.Events _ -> search.openView(events, tenant, KEEP);
        };
        var answer = orLost(() -> search.inView(
                view, KEEP, tenant, query(request), it -> it.size(0).trackTotalHits(total -> total.enabled(true))));
        return new View(view, TenantSearch.total(answer));
    }

    @Override
    public Page<ProfileState> members(
            String tenant, ExportRequest.Members request, String view, @Nullable String from) {
        var answer = page(
                tenant,
                request,
                view,
                from,
                it -> it.sort(
                        sort -> sort.field(field -> field.field("profileId").order(SortOrder.Asc))));
        return new Page<>(ElasticProfiles.states(answer), 0, next(answer));
    }

    @Override
    public Page<HistoryEvent> events(String tenant, ExportRequest.Events request, String view, @Nullable String from) {
        var answer = page(
                tenant,
                request,
                view,
                from,
                it -> it.sort(sort ->
                                sort.field(field -> field.field("receivedAt").order(SortOrder.Asc)))
                        .sort(sort ->
                                sort.field(field -> field.field("messageId").order(SortOrder.Asc))));
        var events = ElasticEventHistory.events(answer);
        var restricted = restricted(tenant, events);
        var open = events.stream()
                .filter(it -> !restricted.contains(it.profileId()))
                .toList();
        return new Page<>(open, events.size() - open.size(), next(answer));
    }

    /** Ids of people, former ones included, whose data is kept and not used, as the index knows it now. */
    private Set<String> restricted(String tenant, List<HistoryEvent> events) {
        var ids = events.stream().map(HistoryEvent::profileId).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return ids;
        }
        var theirs = Query.of(it -> it.bool(bool -> bool.should(
                        ElasticEventHistory.anyOf("profileId", ids), ElasticEventHistory.anyOf("absorbed", ids))
                .minimumShouldMatch("1")));
        var found = search.blocking(
                profiles,
                tenant,
                Bounds.conjunction(List.of(theirs, TermQueries.term("restricted", "true"))),
                it -> it.size(2 * PAGE));
        return ElasticProfiles.states(found).stream()
                .flatMap(it -> Stream.concat(Stream.of(it.profileId()), it.absorbed().stream()))
                .collect(Collectors.toSet());
    }

    @Override
    public void close(String view) {
        try {
            search.closeView(view);
        } catch (StoreUnavailable e) {
            // It is let go by itself when nobody asks for so long.
        }
    }

    private SearchResponse<JsonNode> page(
            String tenant,
            ExportRequest request,
            String view,
            @Nullable String from,
            UnaryOperator<SearchRequest.Builder> sorted) {
        return orLost(() -> search.inView(view, KEEP, tenant, query(request), it -> {
            var builder = sorted.apply(it).size(PAGE).trackTotalHits(total -> total.enabled(false));
            return from == null ? builder : builder.searchAfter(behind(from));
        }));
    }

    private static Query query(ExportRequest request) {
        return switch (request) {
            case ExportRequest.Members asked ->
                TermQueries.term("segments", ProfileDocument.segment(asked.segmentKey(), asked.version()));
            case ExportRequest.Events asked ->
                Bounds.conjunction(ElasticEventHistory.filters(asked.from(), asked.to(), asked.event()));
        };
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
    private static @Nullable String next(SearchResponse<JsonNode> answer) {
        var hits = answer.hits().hits();
        if (hits.size() < PAGE) {
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
