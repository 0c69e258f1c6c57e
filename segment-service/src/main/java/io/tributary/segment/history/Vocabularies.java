package io.tributary.segment.history;

import io.tributary.segment.rule.Vocabulary;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** What names traffic has shown. What is said may be half a minute old: rules are asked about while they are typed. */
public interface Vocabularies {

    /**
     * Fails with {@code StoreUnavailable}.
     *
     * @param events whose properties are asked for; of twenty at most
     */
    Mono<Vocabulary> of(String tenant, Collection<String> events);
}
