package io.tributary.segment.profile;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The findable form of profiles, written by the feed. Calls block. Writing is idempotent: an older state never replaces
 * a newer one, and the same state twice is once.
 */
public interface ProfileDocuments {

    /** The newest known packed state of one profile; without state the profile is gone. */
    record Change(String tenant, String profileId, @Nullable ByteBuffer state) {}

    /**
     * Makes the index if there is none. Returns an id that is another one for every index that was ever made, so that a
     * reading position belongs to one index. Fails with {@code StoreUnavailable}.
     */
    String open();

    /**
     * Writes at most one change per profile. Fails with {@code StoreUnavailable} when nothing or only a part may have
     * been written, and with {@code TargetLost} when the index is gone. Returns what no index can take.
     */
    List<Change> write(List<Change> changes);

    /** Makes everything that was written findable. */
    void refresh();
}
