package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.store.StoreUnavailable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Pages of profiles in the order of their ids. One that holds more than the client takes, 100 MiB, is asked for again with
 * so few that they fit: neighbours often came from one place, so large documents lie together.
 */
final class StatePages {

    /**
     * So many fit: a state has about 512 KiB at most, a third more in its document, and several times that unpacked, which
     * has to fit into the memory as well.
     */
    static final int ALWAYS_FIT = 50;

    private static final int MOST = 500;

    /** In characters of the packed state. */
    private static final long SMALL = 8 << 10;

    private final TenantSearch search;
    private final SearchIndex index;

    StatePages(TenantSearch search, SearchIndex index) {
        this.search = search;
        this.index = index;
    }

    /**
     * One page.
     *
     * @param total of all that match
     * @param next how many to ask for behind it; none when it is the last
     */
    record Page(List<ProfileState> states, long total, int next) {

        boolean isLast() {
            return next == 0;
        }

        String lastId() {
            return states.getLast().profileId();
        }
    }

    /** The first ones. */
    Mono<Page> page(String tenant, Query query, @Nullable String afterId) {
        return page(tenant, query, afterId, ALWAYS_FIT);
    }

    /** At most so many of those behind {@code afterId}. */
    Mono<Page> page(String tenant, Query query, @Nullable String afterId, int size) {
        return ask(tenant, query, afterId, size)
                .onErrorResume(
                        StoreUnavailable.class,
                        e -> size > ALWAYS_FIT ? ask(tenant, query, afterId, ALWAYS_FIT) : Mono.error(e));
    }

    /** Gives everybody whom the query finds to {@code take}, on a thread that may wait. */
    void each(String tenant, Query query, Consumer<ProfileState> take) {
        @Nullable String last = null;
        while (true) {
            var after = last;
            var states = ElasticProfiles.states(search.blocking(
                    index,
                    tenant,
                    query,
                    it -> ElasticProfiles.byIdAfter(it, after).size(ALWAYS_FIT)));
            states.forEach(take);
            if (states.size() < ALWAYS_FIT) {
                return;
            }
            last = states.getLast().profileId();
        }
    }

    private Mono<Page> ask(String tenant, Query query, @Nullable String afterId, int size) {
        return search.search(
                        index,
                        tenant,
                        query,
                        it -> ElasticProfiles.byIdAfter(it, afterId).size(size))
                .map(it -> page(it, size));
    }

    private static Page page(SearchResponse<JsonNode> answer, int asked) {
        var states = ElasticProfiles.states(answer);
        long characters = ElasticProfiles.packedCharacters(answer);
        int next = characters <= SMALL * states.size() ? MOST : ALWAYS_FIT;
        return new Page(states, TenantSearch.total(answer), states.size() < asked ? 0 : next);
    }
}
