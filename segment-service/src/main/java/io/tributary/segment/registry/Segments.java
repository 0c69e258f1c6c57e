package io.tributary.segment.registry;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The stored registry. A change is decided and written under the tenant's lock, so two of them never decide on the
 * same old state. Fails with {@code StoreUnavailable}.
 */
public interface Segments {

    /** Decides on the tenant's current registry and writes what was decided, in one transaction. */
    Mono<RegistryVerdict> change(String tenant, Function<Registry, RegistryVerdict> decision);

    Mono<Registry> read(String tenant);

    /** The same for a thread that may wait. */
    Registry current(String tenant);

    /** Segments in key order after {@code afterKey}, at most {@code limit}. */
    Mono<List<RegisteredSegment>> page(String tenant, @Nullable String afterKey, int limit);

    /** Empty when there is none. */
    Mono<RegisteredSegment> find(String tenant, String key);

    /** All versions, newest first, below {@code below} when it is given. */
    Mono<List<SegmentVersion>> versions(String tenant, String key, @Nullable Integer below, int limit);

    /** Empty when there is none. */
    Mono<SegmentVersion> version(String tenant, String key, int number);

    /** What the engines have not heard of yet, in the order of the changes. Blocks; for the announcing thread. */
    List<Announcement> unannounced(int limit);

    /** The engines have heard of it. Blocks; telling them twice is harmless. */
    void announced(Announcement announcement);

    /** A segment as the engines are to see it; {@code revision} rises with every change of the segment. */
    record Announcement(String tenant, RegisteredSegment segment, long revision) {}
}
