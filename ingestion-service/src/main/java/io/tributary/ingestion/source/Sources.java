package io.tributary.ingestion.source;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of sources. Every call names its tenant; what another tenant has is not there. */
public interface Sources {

    /** Every source of every tenant, for the index at start. */
    Flux<Source> all();

    /** At most {@code limit} sources of the tenant by key, after the key {@code after}. */
    Flux<Source> list(String tenant, String after, int limit);

    Mono<Source> find(String tenant, String id);

    /** Stores a new source; empty when the tenant has one of that key. */
    Mono<Source> add(Source source);

    /** Replaces the settings and raises the revision; empty when there is no such source. */
    Mono<Source> change(String tenant, String id, SourceSettings settings);

    /** Adds a key, lets all others end at {@code othersUntil}, raises the revision; empty when there is no such source. */
    Mono<Source> rotate(String tenant, String id, WriteKey added, Instant othersUntil);

    /** Takes a key away and raises the revision; empty when there is no such source or key. */
    Mono<Source> revoke(String tenant, String id, String keyId);

    /** Sources whose latest revision was not announced yet, at most {@code limit}. */
    Flux<Source> unannounced(int limit);

    /** Remembers that this revision was announced. */
    Mono<Void> announced(Source source);
}
