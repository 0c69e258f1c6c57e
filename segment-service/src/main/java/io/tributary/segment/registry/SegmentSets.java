package io.tributary.segment.registry;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Changes of segment sets. A change is decided under the tenant's lock, the same that changes of single segments take, and
 * written whole or not at all. Fails with {@code StoreUnavailable}.
 */
public interface SegmentSets {

    Mono<SetVerdict> change(String tenant, Function<Registry, SetVerdict> decision);
}
