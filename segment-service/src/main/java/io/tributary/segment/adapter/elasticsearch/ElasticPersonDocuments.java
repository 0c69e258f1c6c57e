package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.tributary.segment.feature.TraitValue;
import io.tributary.segment.privacy.PersonDocuments;
import io.tributary.segment.privacy.PersonTopology.Said;
import io.tributary.segment.privacy.TellingValues;
import io.tributary.segment.rule.Value;
import io.tributary.segment.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the indices hold of a person. Their own documents are found by their ids; those of others by the digests that they
 * name, and, because no query can look into what a client sent, by reading what came before the request, newest first.
 */
final class ElasticPersonDocuments implements PersonDocuments {

    private static final int PAGE = 500;
    private static final String EVENTS = "events";
    private static final String PROFILES = "profiles";
    private static final String STAYS = "stays";
    private static final String MENTIONS = "mentions";

    /** Where to look. */
    record Indices(SearchIndex profiles, SearchIndex events, SearchIndex stays) {}

    private final TenantSearch search;
    private final SearchIndex profiles;
    private final SearchIndex events;
    private final SearchIndex stays;
    private final Function<SearchIndex, Bulk> bulks;
    private final TraitHolders holders;
    private final long limit;

    /** @param limit how many events of others one search looks into at most */
    ElasticPersonDocuments(TenantSearch search, Indices indices, Function<SearchIndex, Bulk> bulks, long limit) {
        this.search = search;
        this.profiles = indices.profiles();
        this.events = indices.events();
        this.stays = indices.stays();
        this.bulks = bulks;
        this.holders = new TraitHolders(search, profiles);
        this.limit = limit;
    }

    @Override
    public Found delete(String tenant, Whose whose) {
        refresh();
        var counts = new TreeMap<String, Long>();
        counts.put(EVENTS, deleteAll(tenant, events, whose.profileIds()));
        counts.put(PROFILES, deleteAll(tenant, profiles, whose.profileIds()));
        counts.put(STAYS, deleteAll(tenant, stays, whose.profileIds()));
        var person = new PersonInEvent(whose.identifiers());
        var looked = ofOthers(tenant, whose, page -> take(tenant, page, person));
        counts.put(MENTIONS, looked.met());
        refresh();
        return new Found(counts, looked.events(), looked.of());
    }

    @Override
    public Found find(String tenant, Whose whose) {
        refresh();
        var counts = new TreeMap<String, Long>();
        counts.put(EVENTS, count(tenant, events, anyOf("profileId", whose.profileIds())));
        counts.put(STAYS, count(tenant, stays, anyOf("profileId", whose.profileIds())));
        var absorbed = Query.of(it -> it.bool(
                bool -> bool.should(anyOf("profileId", whose.profileIds()), anyOf("absorbed", whose.profileIds()))
                        .minimumShouldMatch("1")));
        counts.put(PROFILES, count(tenant, profiles, absorbed));
        var person = new PersonInEvent(whose.identifiers());
        var looked = ofOthers(
                tenant,
                whose,
                page -> page.stream().filter(it -> names(person, it)).count());
        counts.put(MENTIONS, looked.met());
        return new Found(counts, looked.events(), looked.of());
    }

    @Override
    public List<Holding> holding(String tenant, Whose whose) {
        refresh();
        var values = TellingValues.of(whose.identifiers());
        var holding = new ArrayList<Holding>();
        for (var state : holders.find(tenant, values.values())) {
            var said = state.traits().entrySet().stream()
                    .filter(it -> holds(values, it.getValue()))
                    .map(it -> new Said(it.getKey(), it.getValue().messageId()))
                    .toList();
            var before = saidBefore(tenant, whose.before(), said);
            if (!before.isEmpty() && !whose.profileIds().contains(state.profileId())) {
                holding.add(new Holding(state.profileId(), before));
            }
        }
        return holding;
    }

    /** Without those whose message came in later; one that the index has forgotten is old. */
    private List<Said> saidBefore(String tenant, long before, List<Said> said) {
        var messages = anyOf("messageId", said.stream().map(Said::messageId).toList());
        var later = Bounds.conjunction(List.of(messages, Bounds.negation(cameIn(before))));
        var ids = search.blocking(events, tenant, later, it -> it.size(Math.max(1, said.size()))).hits().hits().stream()
                .map(it -> source(it).path("messageId").asString(""))
                .collect(Collectors.toSet());
        return said.stream().filter(it -> !ids.contains(it.messageId())).toList();
    }

    private static boolean holds(TellingValues values, TraitValue trait) {
        var value = trait.value();
        return value != null
                && value.each().stream().anyMatch(it -> it instanceof Value.Text(var text) && values.in(text));
    }

    @Override
    public void each(String tenant, Collection<String> profileIds, Consumer<Held> take) {
        refresh();
        var ids = anyOf("profileId", profileIds);
        ElasticProfiles.states(search.blocking(profiles, tenant, ids, it -> it.size(PAGE)))
                .forEach(it -> StateRecords.each(it, take));
        pages(tenant, ids, Long.MAX_VALUE, page -> {
            for (var hit : page) {
                take.accept(new Held(EVENTS, source(hit).toString()));
            }
            return page.size();
        });
        eachStay(tenant, ids, take);
    }

    private void eachStay(String tenant, Query ids, Consumer<Held> take) {
        List<FieldValue> after = List.of();
        while (true) {
            var from = after;
            var hits = search.blocking(
                            stays,
                            tenant,
                            ids,
                            it -> ElasticStays.newestFirst(it, from).size(PAGE))
                    .hits()
                    .hits();
            if (hits.isEmpty()) {
                return;
            }
            hits.forEach(it -> take.accept(new Held(STAYS, source(it).toString())));
            after = hits.getLast().sort();
        }
    }

    private void refresh() {
        profiles.refresh();
        events.refresh();
        stays.refresh();
    }

    private long count(String tenant, SearchIndex index, Query query) {
        return TenantSearch.total(search.blocking(index, tenant, query, it -> it.size(0)));
    }

    private long deleteAll(String tenant, SearchIndex index, Collection<String> profileIds) {
        var bulk = bulks.apply(index);
        long deleted = 0;
        while (true) {
            var found = search.blocking(
                    index,
                    tenant,
                    anyOf("profileId", profileIds),
                    it -> it.size(PAGE).source(source -> source.fetch(false)));
            var hits = found.hits().hits();
            if (hits.isEmpty()) {
                return deleted;
            }
            bulk.run(hits.stream().map(it -> deletion(tenant, it)).toList());
            index.refresh();
            deleted += hits.size();
        }
    }

    /** Deletes what is the person's, and writes what only names them without that; returns how many those were. */
    private long take(String tenant, List<Hit<JsonNode>> page, PersonInEvent person) {
        var operations = new ArrayList<BulkOperation>();
        for (var hit : page) {
            var source = source(hit);
            if (person.owns(source)) {
                operations.add(deletion(tenant, hit));
            } else {
                person.without(source).ifPresent(left -> operations.add(replacement(tenant, hit, left)));
            }
        }
        if (bulks.apply(events).run(operations).stream().anyMatch(it -> it != Bulk.Outcome.DONE)) {
            throw new StoreUnavailable("somebody else writes the same events");
        }
        return operations.size();
    }

    private static boolean names(PersonInEvent person, Hit<JsonNode> hit) {
        var source = source(hit);
        return person.owns(source) || person.without(source).isPresent();
    }

    /** What a look came to: how many it met, how many events it read, and how many there were. */
    private record Looked(long met, long events, long of) {}

    private Looked ofOthers(String tenant, Whose whose, ToLongFunction<List<Hit<JsonNode>>> met) {
        var others = Bounds.conjunction(
                List.of(Bounds.negation(anyOf("profileId", whose.profileIds())), cameIn(whose.before())));
        // Without telling values, only events that name a digest can say anything.
        var query = TellingValues.of(whose.identifiers()).isEmpty()
                ? Bounds.conjunction(List.of(others, anyOf(EventDocument.DIGESTS, whose.digests())))
                : others;
        return pages(tenant, query, limit, met);
    }

    private Looked pages(String tenant, Query query, long most, ToLongFunction<List<Hit<JsonNode>>> take) {
        long met = 0;
        long looked = 0;
        long of = count(tenant, events, query);
        List<FieldValue> after = List.of();
        while (looked < most) {
            var from = after;
            var hits = search.blocking(events, tenant, query, it -> page(it, from))
                    .hits()
                    .hits();
            if (hits.isEmpty()) {
                return new Looked(met, of, of);
            }
            met += take.applyAsLong(hits);
            looked += hits.size();
            after = hits.getLast().sort();
        }
        return new Looked(met, Math.min(looked, of), of);
    }

    private static SearchRequest.Builder page(SearchRequest.Builder request, List<FieldValue> after) {
        request.size(PAGE)
                .seqNoPrimaryTerm(true)
                .trackTotalHits(total -> total.enabled(false))
                .sort(sort -> sort.field(field -> field.field("timestamp").order(SortOrder.Desc)))
                .sort(sort -> sort.field(field -> field.field("messageId").order(SortOrder.Asc)));
        return after.isEmpty() ? request : request.searchAfter(after);
    }

    private static BulkOperation deletion(String tenant, Hit<JsonNode> hit) {
        return BulkOperation.of(it -> it.delete(delete -> delete.id(hit.id()).routing(tenant)));
    }

    private static BulkOperation replacement(String tenant, Hit<JsonNode> hit, JsonNode left) {
        return BulkOperation.of(it -> it.index(event -> event.id(hit.id())
                .routing(tenant)
                .ifSeqNo(hit.seqNo())
                .ifPrimaryTerm(hit.primaryTerm())
                .document(left)));
    }

    private static JsonNode source(Hit<JsonNode> hit) {
        var source = hit.source();
        if (source == null) {
            throw new IllegalStateException("an event document has no source");
        }
        return source;
    }

    private static Query cameIn(long before) {
        return Query.of(it ->
                it.range(range -> range.date(date -> date.field("receivedAt").lte(Long.toString(before)))));
    }

    private static Query anyOf(String field, Collection<String> values) {
        if (values.isEmpty()) {
            return Bounds.NOBODY;
        }
        var terms = values.stream().map(FieldValue::of).toList();
        return Query.of(it -> it.terms(in -> in.field(field).terms(of -> of.value(terms))));
    }
}
