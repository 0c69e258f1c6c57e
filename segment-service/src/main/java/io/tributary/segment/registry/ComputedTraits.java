package io.tributary.segment.registry;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.rule.NamedFigures;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The stored computed traits. A change is decided under the tenant's lock, the same that changes of segments take, because
 * rules refer to traits. Fails with {@code StoreUnavailable}.
 */
public interface ComputedTraits {

    /** Decides on the tenant's current registry and writes what was decided, in one transaction. */
    Mono<TraitVerdict> change(String tenant, Function<Registry, TraitVerdict> decision);

    /** What the names of the tenant's computed traits stand for. */
    Mono<NamedFigures> figures(String tenant);

    /** All versions, newest first, below {@code below} when it is given. */
    Mono<List<TraitVersion>> versions(String tenant, String key, @Nullable Integer below, int limit);

    /** What the engines have not heard of yet, in the order of the keys. Blocks; for the announcing thread. */
    List<Announcement> unannounced(int limit);

    /** The engines have heard of it. Blocks; telling them twice is harmless. */
    void announced(Announcement announcement);

    /** A trait as the engines are to see it; {@code revision} rises with every change of the trait. */
    record Announcement(String tenant, ComputedTrait trait, long revision) {}
}
