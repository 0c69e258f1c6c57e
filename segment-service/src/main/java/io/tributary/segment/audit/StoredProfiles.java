package io.tributary.segment.audit;

import io.tributary.segment.feature.ProfileState;
import java.util.List;
import java.util.Optional;

/**
 * The topology's own store, read on the instance that keeps the partition. A read may show what is not committed yet.
 * Fails with {@code StoreUnavailable} where the partition is not kept, or not yet.
 */
public interface StoredProfiles {

    /**
     * A profile as it is stored.
     *
     * @param awaitsPast nobody judges it until its past has been read
     */
    record Stored(ProfileState state, boolean awaitsPast) {}

    int partitions();

    int partitionOf(String tenant, String profileId);

    /** Whether this instance keeps the partition now. */
    boolean isHere(int partition);

    /** Profiles of the tenant in that partition, rising by id, behind {@code afterId}; empty stands for the beginning. */
    List<Stored> after(String tenant, int partition, String afterId, int limit);

    Optional<Stored> find(String tenant, int partition, String profileId);
}
