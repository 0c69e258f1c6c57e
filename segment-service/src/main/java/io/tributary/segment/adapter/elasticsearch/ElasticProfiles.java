package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.profile.Profiles;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Profiles from their documents: the packed state travels in each, so what is answered is what was decided on. */
final class ElasticProfiles implements Profiles {

    /**
     * So many documents fit into one answer whatever they hold: a state has at most 512 KiB, its document a third more, and
     * the client takes 100 MiB.
     */
    static final int MOST_STATES = 140;

    private final TenantSearch search;
    private final SearchIndex index;

    ElasticProfiles(TenantSearch search, SearchIndex index) {
        this.search = search;
        this.index = index;
    }

    @Override
    public Mono<ProfileState> byId(String tenant, String profileId) {
        var itself = TermQueries.term("profileId", profileId);
        var survivor = TermQueries.term("absorbed", profileId);
        return search.search(
                        index,
                        tenant,
                        Query.of(it ->
                                it.bool(bool -> bool.should(itself, survivor).minimumShouldMatch("1"))),
                        it -> it.size(2))
                .mapNotNull(answer -> preferring(profileId, states(answer)));
    }

    @Override
    public Mono<ProfileState> byIdentifier(String tenant, String namespace, String value) {
        return search.search(
                        index,
                        tenant,
                        TermQueries.term("identifiers", ProfileDocument.identifier(namespace, value)),
                        it -> it.size(1))
                .mapNotNull(answer -> states(answer).stream().findFirst().orElse(null));
    }

    @Override
    public Mono<Matches> search(String tenant, String prefix, @Nullable String afterId, int limit) {
        var query =
                prefix.isBlank() ? Bounds.EVERYBODY : TermQueries.prefix("search", ProfileDocument.searched(prefix));
        return page(tenant, query, afterId, limit);
    }

    @Override
    public Mono<Matches> members(String tenant, String segmentKey, int version, @Nullable String afterId, int limit) {
        return page(tenant, TermQueries.term("segments", ProfileDocument.segment(segmentKey, version)), afterId, limit);
    }

    /** More than fit into one answer are asked for in parts. */
    private Mono<Matches> page(String tenant, Query query, @Nullable String afterId, int limit) {
        int part = Math.min(limit, MOST_STATES);
        return search.search(index, tenant, query, it -> byIdAfter(it, afterId).size(part))
                .map(answer -> new Matches(states(answer), TenantSearch.total(answer)))
                .flatMap(found -> part == limit || found.profiles().size() < part
                        ? Mono.just(found)
                        : page(tenant, query, found.profiles().getLast().profileId(), limit - part)
                                .map(rest -> joined(found, rest)));
    }

    private static Matches joined(Matches found, Matches rest) {
        return new Matches(
                Stream.concat(found.profiles().stream(), rest.profiles().stream())
                        .toList(),
                found.total());
    }

    static SearchRequest.Builder byIdAfter(SearchRequest.Builder request, @Nullable String afterId) {
        request.sort(sort -> sort.field(field -> field.field("profileId").order(SortOrder.Asc)));
        return afterId == null ? request : request.searchAfter(FieldValue.of(afterId));
    }

    static List<ProfileState> states(SearchResponse<JsonNode> answer) {
        return answer.hits().hits().stream().map(ElasticProfiles::state).toList();
    }

    static ProfileState state(Hit<JsonNode> hit) {
        return ProfileState.decode(Base64.getDecoder().decode(packed(hit)));
    }

    /** About what the packed states of an answer hold together. */
    static long packedBytes(SearchResponse<JsonNode> answer) {
        return answer.hits().hits().stream()
                .mapToLong(it -> packed(it).length())
                .sum();
    }

    private static String packed(Hit<JsonNode> hit) {
        var source = hit.source();
        if (source == null) {
            throw new IllegalStateException("a profile document has no source");
        }
        return source.path("state").asString();
    }

    private static @Nullable ProfileState preferring(String profileId, List<ProfileState> found) {
        return found.stream()
                .filter(it -> it.profileId().equals(profileId))
                .findFirst()
                .orElseGet(() -> found.isEmpty() ? null : found.getFirst());
    }
}
