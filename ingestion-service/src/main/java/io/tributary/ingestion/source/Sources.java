package io.tributary.ingestion.source;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of sources. Every call names its tenant; what another tenant has is not there. */
public interface Sources {

    /** How many keys of one kind may be good without an end; with those that end, twice as many. */
    int MAX_KEYS = 20;

    /** Every source of every tenant, for the index at start. */
    Flux<Source> all();

    /** At most {@code limit} sources of the tenant by key, after the key {@code after}. */
    Flux<Source> list(String tenant, String after, int limit);

    Mono<Source> find(String tenant, String id);

    /** Stores a new source; empty when the tenant has one of that key. */
    Mono<Source> add(Source source);

    /** Replaces the settings and raises the revision; empty when there is no such source. */
    Mono<Source> change(String tenant, String id, SourceSettings settings);

    /**
     * Adds a key, ends others, forgets those that have ended already, and raises the revision; all of it or nothing. At
     * most {@link #MAX_KEYS} of a kind have no end, so the last one that fits can still be replaced.
     */
    Mono<KeyAddition> addKey(String tenant, String id, SourceKey added, Ending ending);

    /** Takes a key away and raises the revision; empty when there is no such source or key of that kind. */
    Mono<Source> revoke(String tenant, String id, KeyKind kind, String keyId);

    /** Sources whose latest revision was not announced yet, at most {@code limit}. */
    Flux<Source> unannounced(int limit);

    /** Remembers that this revision was announced. */
    Mono<Void> announced(Source source);
}
