package io.tributary.segment.profile;

import io.tributary.segment.feature.ProfileState;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Profiles as they were last indexed. Fails with {@code StoreUnavailable}. */
public interface Profiles {

    /**
     * One page.
     *
     * @param total of all that match, not of this page
     */
    record Matches<T>(List<T> items, long total) {}

    /** The profile of this id, or the one that absorbed it. Empty when there is neither. */
    Mono<ProfileState> byId(String tenant, String profileId);

    /** By a normalised identifier. Empty when nobody has it. */
    Mono<ProfileState> byIdentifier(String tenant, String namespace, String value);

    /**
     * In order of profile id, after {@code afterId}, at most {@code limit}: those of whom a name or an identifier
     * begins with {@code prefix} (all when it is empty). Only what {@code as} makes of them is kept, as profiles may be large.
     */
    <T> Mono<Matches<T>> search(
            String tenant, String prefix, @Nullable String afterId, int limit, Function<ProfileState, T> as);

    /** In order of profile id: those whom the topology last stated to be members; as in {@link #search}. */
    <T> Mono<Matches<T>> members(
            String tenant,
            String segmentKey,
            int version,
            @Nullable String afterId,
            int limit,
            Function<ProfileState, T> as);
}
