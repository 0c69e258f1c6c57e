package io.tributary.gateway.repeat;

import reactor.core.publisher.Mono;

/** Answers of the last 24 hours, per tenant and key. The first one kept stays. */
public interface KeptAnswers {

    /** Empty when none is kept. */
    Mono<KeptAnswer> find(String tenant, String key);

    Mono<Void> keep(String tenant, String key, KeptAnswer answer);
}
