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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Profiles from their documents: the packed state travels in each, so what is answered is what was decided on. */
final class ElasticProfiles implements Profiles {

    private final TenantSearch search;
    private final SearchIndex index;
    private final StatePages pages;

    ElasticProfiles(TenantSearch search, SearchIndex index) {
        this.search = search;
        this.index = index;
        this.pages = new StatePages(search, index);
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
    public <T> Mono<Matches<T>> search(
            String tenant, String prefix, @Nullable String afterId, int limit, Function<ProfileState, T> as) {
        var query =
                prefix.isBlank() ? Bounds.EVERYBODY : TermQueries.prefix("search", ProfileDocument.searched(prefix));
        return some(tenant, query, afterId, Math.min(limit, StatePages.ALWAYS_FIT), limit, as);
    }

    @Override
    public <T> Mono<Matches<T>> members(
            String tenant,
            String segmentKey,
            int version,
            @Nullable String afterId,
            int limit,
            Function<ProfileState, T> as) {
        var query = TermQueries.term("segments", ProfileDocument.segment(segmentKey, version));
        return some(tenant, query, afterId, Math.min(limit, StatePages.ALWAYS_FIT), limit, as);
    }

    /** Of each page only what was made of it is kept. */
    private <T> Mono<Matches<T>> some(
            String tenant, Query query, @Nullable String afterId, int size, int limit, Function<ProfileState, T> as) {
        return pages.page(tenant, query, afterId, size).flatMap(page -> {
            var found = new Matches<>(page.states().stream().map(as).toList(), page.total());
            int left = limit - found.items().size();
            return left == 0 || page.isLast()
                    ? Mono.just(found)
                    : some(tenant, query, page.lastId(), Math.min(left, page.next()), left, as)
                            .map(rest -> joined(found, rest));
        });
    }

    private static <T> Matches<T> joined(Matches<T> found, Matches<T> rest) {
        return new Matches<>(
                Stream.concat(found.items().stream(), rest.items().stream()).toList(), found.total());
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

    /** Of all packed states together, in Base64. */
    static long packedCharacters(SearchResponse<JsonNode> answer) {
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
