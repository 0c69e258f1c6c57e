package io.tributary.segment.backtest;

import io.tributary.segment.preview.People.Question;
import reactor.core.publisher.Mono;

/**
 * Counts people at two instants. Exact, as of the index. Fails with {@code StoreUnavailable}, and with {@code TooManyPeople}
 * when too many would have to be decided one by one.
 */
public interface Moves {

    Mono<Moved> between(String tenant, Question before, Question after);
}
