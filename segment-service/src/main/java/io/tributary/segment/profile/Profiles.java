package io.tributary.segment.profile;

import io.tributary.segment.feature.ProfileState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Profiles as they were last indexed. Fails with {@code StoreUnavailable}. */
public interface Profiles {

    /**
     * One page.
     *
     * @param total of all that match, not of this page
     */
    record Matches(List<ProfileState> profiles, long total) {}

    /** The profile of this id, or the one that absorbed it. Empty when there is neither. */
    Mono<ProfileState> byId(String tenant, String profileId);

    /** By a normalised identifier. Empty when nobody has it. */
    Mono<ProfileState> byIdentifier(String tenant, String namespace, String value);

    /**
     * In order of profile id, after {@code afterId}, at most {@code limit}: those of whom a name or an identifier
     * begins with {@code prefix} (all when it is empty).
     */
    Mono<Matches> search(String tenant, String prefix, @Nullable String afterId, int limit);

    /** In order of profile id: those whom the topology last stated to be members. */
    Mono<Matches> members(String tenant, String segmentKey, int version, @Nullable String afterId, int limit);
}
