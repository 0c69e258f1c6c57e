package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.StayDocuments;
import io.tributary.segment.stay.StayKey;
import io.tributary.segment.store.StoreUnavailable;
import io.tributary.segment.store.TargetLost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Writes stays with the version of the profile's state as external version: the newest of a profile and segment under one id,
 * those before it each under its own.
 */
final class ElasticStayDocuments implements StayDocuments {

    private static final int PAGE = 500;
    private static final String NO_INDEX = "index_not_found_exception";

    private final ElasticsearchClient client;
    private final TenantSearch search;
    private final SearchIndex index;
    private final Bulk bulk;

    ElasticStayDocuments(ElasticsearchClient client, TenantSearch search, SearchIndex index) {
        this.client = client;
        this.search = search;
        this.index = index;
        this.bulk = new Bulk(client, index);
    }

    @Override
    public String open() {
        return index.open();
    }

    @Override
    public Map<StayKey, Stay> newest(Collection<StayKey> keys) {
        var newest = new HashMap<StayKey, Stay>();
        if (keys.isEmpty()) {
            return newest;
        }
        var asked = keys.stream().map(ElasticStayDocuments::asked).toList();
        var answer =
                Faults.blocking(() -> client.mget(it -> it.index(index.alias()).docs(asked), JsonNode.class));
        answer.docs().forEach(it -> found(it).ifPresent(stay -> newest.put(stay.key(), stay)));
        return newest;
    }

    private static MultiGetOperation asked(StayKey key) {
        return MultiGetOperation.of(it -> it.id(DocumentId.ofStay(key)).routing(key.tenant()));
    }

    private Optional<Stay> found(MultiGetResponseItem<JsonNode> item) {
        if (item.isFailure()) {
            if (NO_INDEX.equals(item.failure().error().type())) {
                throw new TargetLost(index.alias() + " is gone");
            }
            throw new StoreUnavailable("Elasticsearch did not give a document");
        }
        return Optional.ofNullable(item.result().source()).map(StayDocument::stay);
    }

    @Override
    public void forget(Collection<StayKey> keys) {
        if (!keys.isEmpty()) {
            index.refresh();
            keys.forEach(this::forget);
        }
    }

    private void forget(StayKey key) {
        var all = Bounds.conjunction(
                List.of(TermQueries.term("profileId", key.profileId()), TermQueries.term("segment", key.segment())));
        for (var ids = ids(key, all); !ids.isEmpty(); ids = ids(key, all)) {
            bulk.run(ids.stream().map(it -> deletion(key, it)).toList());
            index.refresh();
        }
    }

    private List<String> ids(StayKey key, Query query) {
        var found =
                search.blocking(index, key.tenant(), query, it -> it.size(PAGE).source(source -> source.fetch(false)));
        return found.hits().hits().stream()
                .map(it -> Objects.requireNonNull(it.id()))
                .toList();
    }

    private static BulkOperation deletion(StayKey key, String id) {
        return BulkOperation.of(it -> it.delete(delete -> delete.id(id).routing(key.tenant())));
    }

    @Override
    public List<Stay> keepEarlier(List<Stay> stays) {
        return write(stays, it -> DocumentId.ofEarlierStay(it.key(), it.number()));
    }

    @Override
    public List<Stay> replaceNewest(Collection<Stay> stays) {
        return write(List.copyOf(stays), it -> DocumentId.ofStay(it.key()));
    }

    private List<Stay> write(List<Stay> stays, Function<Stay, String> id) {
        var outcomes =
                bulk.run(stays.stream().map(it -> writing(it, id.apply(it))).toList());
        var rejected = new ArrayList<Stay>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == Bulk.Outcome.REJECTED) {
                rejected.add(stays.get(i));
            }
        }
        return rejected;
    }

    private static BulkOperation writing(Stay stay, String id) {
        return BulkOperation.of(it -> it.index(document -> document.id(id)
                .routing(stay.key().tenant())
                .version(stay.stateVersion())
                .versionType(VersionType.ExternalGte)
                .document(StayDocument.of(stay))));
    }

    @Override
    public void refresh() {
        index.refresh();
    }

    /** Any of these values. */
    static Query anyOf(String field, Collection<String> values) {
        var terms = values.stream().map(FieldValue::of).toList();
        return values.isEmpty()
                ? Bounds.NOBODY
                : Query.of(it -> it.terms(in -> in.field(field).terms(of -> of.value(terms))));
    }
}
