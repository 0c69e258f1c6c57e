package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.history.PastEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads events back, and says from traffic which events, properties and traits there are. */
final class ElasticEventHistory implements EventHistory {

    /** What a profile remembers nothing of; it may be most of an event. */
    private static final List<String> NOT_OF_A_PAST =
            List.of("context", EventDocument.CALL + ".integrations", EventDocument.CALL + ".others");

    /** The index takes 65,536 values in a list; somebody with so many identifiers reads everything. */
    private static final int MAX_TERMS = 10_000;

    private final TenantSearch search;
    private final SearchIndex events;
    private final SearchIndex profiles;

    ElasticEventHistory(TenantSearch search, SearchIndex events, SearchIndex profiles) {
        this.search = search;
        this.events = events;
        this.profiles = profiles;
    }

    @Override
    public Mono<List<HistoryEvent>> page(String tenant, Question question, @Nullable Position after, int limit) {
        return search.search(events, tenant, query(question), it -> newestFirst(it, after, limit))
                .map(ElasticEventHistory::events);
    }

    /** As {@code PastEvents} wants it. Without a total, pages after the first skip what they need not sort. */
    List<HistoryEvent> past(String tenant, PastEvents.Question question, @Nullable Position after, int limit) {
        return events(search.blocking(
                events,
                tenant,
                query(question),
                it -> newestFirst(it, after, limit)
                        .trackTotalHits(total -> total.enabled(false))
                        .source(source -> source.filter(filter -> filter.excludes(NOT_OF_A_PAST)))));
    }

    private static Query query(PastEvents.Question question) {
        var mayBe = new ArrayList<Query>();
        mayBe.add(anyOf("profileId", question.homes()));
        mayBe.add(Query.of(it ->
                it.bool(bool -> bool.mustNot(not -> not.exists(exists -> exists.field(EventDocument.DIGESTS))))));
        if (question.digests().size() > MAX_TERMS) {
            mayBe.add(Bounds.EVERYBODY);
        } else if (!question.digests().isEmpty()) {
            mayBe.add(anyOf(EventDocument.DIGESTS, question.digests()));
        }
        return Bounds.conjunction(List.of(
                anyOf("profileId", question.profileIds()),
                Query.of(it -> it.bool(bool -> bool.should(mayBe).minimumShouldMatch("1")))));
    }

    static Query anyOf(String field, Collection<String> values) {
        var terms = values.stream().map(FieldValue::of).toList();
        return Query.of(it -> it.terms(in -> in.field(field).terms(of -> of.value(terms))));
    }

    private static SearchRequest.Builder newestFirst(
            SearchRequest.Builder request, @Nullable Position after, int limit) {
        request.size(limit)
                .sort(sort -> sort.field(field -> field.field("timestamp").order(SortOrder.Desc)))
                .sort(sort -> sort.field(field -> field.field("messageId").order(SortOrder.Asc)));
        return after == null
                ? request
                : request.searchAfter(FieldValue.of(after.timestamp()), FieldValue.of(after.messageId()));
    }

    @Override
    public Mono<HistoryEvent> find(String tenant, String messageId) {
        return search.search(events, tenant, TermQueries.term("messageId", messageId), it -> it.size(1))
                .mapNotNull(answer -> events(answer).stream().findFirst().orElse(null));
    }

    @Override
    public Mono<List<Seen>> events(String tenant, int limit) {
        var named = Query.of(it -> it.bool(bool -> bool.mustNot(TermQueries.term("event", ""))));
        return seen(events, tenant, named, "event", "timestamp", limit);
    }

    @Override
    public Mono<List<Seen>> properties(String tenant, @Nullable String event, int limit) {
        var query = event == null ? Bounds.EVERYBODY : TermQueries.term("event", event);
        return seen(events, tenant, query, "propertyNames", "timestamp", limit);
    }

    @Override
    public Mono<List<Seen>> traits(String tenant, int limit) {
        return seen(profiles, tenant, Bounds.EVERYBODY, "traitNames", "lastSeen", limit);
    }

    private Mono<List<Seen>> seen(SearchIndex index, String tenant, Query query, String field, String time, int limit) {
        return search.search(
                        index,
                        tenant,
                        query,
                        it -> it.size(0)
                                .aggregations(
                                        "names",
                                        names -> names.terms(
                                                        of -> of.field(field).size(limit))
                                                .aggregations("last", last -> last.max(max -> max.field(time)))))
                .map(ElasticEventHistory::seen);
    }

    /** One entry per name: the kinds of its values stand beside it in the term. */
    private static List<Seen> seen(SearchResponse<JsonNode> answer) {
        var byName = new LinkedHashMap<String, Seen>();
        var aggregate = answer.aggregations().get("names");
        if (aggregate == null || !aggregate.isSterms()) {
            return List.of();
        }
        for (var bucket : aggregate.sterms().buckets().array()) {
            var seen = seen(bucket);
            byName.merge(seen.name(), seen, ElasticEventHistory::joined);
        }
        return List.copyOf(byName.values());
    }

    private static Seen seen(StringTermsBucket bucket) {
        var term = bucket.key().stringValue();
        int end = term.indexOf(TypedTerms.SEPARATOR);
        var last = bucket.aggregations().get("last");
        var millis = last == null || !last.isMax() ? null : last.max().value();
        return new Seen(
                end < 0 ? term : term.substring(0, end),
                end < 0 ? List.of() : List.of(term.substring(end + 1)),
                bucket.docCount(),
                millis == null || millis.isInfinite() ? null : Instant.ofEpochMilli(millis.longValue()));
    }

    private static Seen joined(Seen left, Seen right) {
        var types = new ArrayList<>(left.types());
        types.addAll(right.types());
        var later = left.lastSeen() == null
                        || (right.lastSeen() != null && right.lastSeen().isAfter(left.lastSeen()))
                ? right.lastSeen()
                : left.lastSeen();
        return new Seen(left.name(), types, left.count() + right.count(), later);
    }

    private static Query query(Question question) {
        var filters = new ArrayList<Query>();
        filters.add(anyOf("profileId", question.profileIds()));
        filters.addAll(filters(question.from(), question.to(), question.event()));
        return Bounds.conjunction(filters);
    }

    /** What was resolved to a time from {@code from} and before {@code to}, and has that name. */
    static List<Query> filters(@Nullable Instant from, @Nullable Instant to, @Nullable String event) {
        var filters = new ArrayList<Query>();
        if (event != null) {
            filters.add(TermQueries.term("event", event));
        }
        if (from != null) {
            filters.add(Query.of(it -> it.range(
                    range -> range.date(date -> date.field("timestamp").gte(Long.toString(from.toEpochMilli()))))));
        }
        if (to != null) {
            filters.add(Query.of(it -> it.range(
                    range -> range.date(date -> date.field("timestamp").lt(Long.toString(to.toEpochMilli()))))));
        }
        return filters;
    }

    static List<HistoryEvent> events(SearchResponse<JsonNode> answer) {
        var events = new ArrayList<HistoryEvent>();
        for (var hit : answer.hits().hits()) {
            var source = hit.source();
            if (source != null) {
                events.add(event(source));
            }
        }
        return events;
    }

    private static HistoryEvent event(JsonNode source) {
        return new HistoryEvent(
                source.path("tenant").asString(),
                source.path("messageId").asString(),
                source.path("profileId").asString(),
                source.path("graphNumber").asLong(),
                source.path("type").asString(),
                source.path("event").asString(),
                source.path("name").asString(),
                source.path("source").asString(),
                ids(source.path(EventDocument.CALL)),
                times(source, source.path(EventDocument.CALL)),
                bodies(source, source.path(EventDocument.CALL)),
                origin(source.path(EventDocument.CALL)),
                new HistoryEvent.Place(
                        source.path("partition").asInt(), source.path("offset").asLong()),
                source.has("duplicateAt") ? source.path("duplicateAt").asLong() : null);
    }

    private static HistoryEvent.Ids ids(JsonNode call) {
        return new HistoryEvent.Ids(
                call.path("userId").asString(""),
                call.path("anonymousId").asString(""),
                call.path("groupId").asString(""),
                call.path("previousId").asString(""));
    }

    private static HistoryEvent.Origin origin(JsonNode call) {
        var identifiers = new ArrayList<String>();
        call.path("identifiers").forEach(it -> identifiers.add(it.asString("")));
        return new HistoryEvent.Origin(
                call.path("trust").asInt(0), call.path("priority").asInt(0), List.copyOf(identifiers));
    }

    private static HistoryEvent.Times times(JsonNode source, JsonNode call) {
        return new HistoryEvent.Times(
                source.path("timestamp").asLong(),
                source.path("receivedAt").asLong(),
                source.path("resolvedAt").asLong(),
                call.has("sentAt") ? call.path("sentAt").asLong() : null,
                call.has("originalTimestamp") ? call.path("originalTimestamp").asLong() : null,
                call.path("clamped").asBoolean(false));
    }

    private static HistoryEvent.Bodies bodies(JsonNode source, JsonNode call) {
        return new HistoryEvent.Bodies(
                body(source, "properties"),
                body(source, "traits"),
                body(source, "context"),
                body(call, "integrations"),
                body(call, "others"),
                call.path("propertiesAdded").asInt(0),
                call.path("traitsAdded").asInt(0));
    }

    private static String body(JsonNode source, String name) {
        return source.has(name) ? source.get(name).toString() : "";
    }
}
