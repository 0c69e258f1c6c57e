package io.tributary.ingestion.source;

import reactor.core.publisher.Mono;

/** Tells every instance about a source. Idempotent: the whole state under the source's key. */
public interface SourceFeed {

    /** Completes when the log has it. */
    Mono<Void> announce(Source source);
}
