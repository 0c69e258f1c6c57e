package io.tributary.segment.stay;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The findable form of stays, written by the feed. Calls block; all fail with {@code StoreUnavailable} when nothing or only a
 * part may have been done, and with {@code TargetLost} when the index is gone. Doing anything twice is doing it once, and an
 * older stay never replaces a newer one.
 */
public interface StayDocuments {

    /** Makes the index if there is none. Returns an id that is another one for every index that was ever made. */
    String open();

    /** The newest stay of each that has one, as it was last written, findable or not. */
    Map<StayKey, Stay> newest(Collection<StayKey> keys);

    /** Lets go of every stay of these. */
    void forget(Collection<StayKey> keys);

    /** Keeps stays that are over and no longer the newest. Returns those that no index can take. */
    List<Stay> keepEarlier(List<Stay> stays);

    /** Puts each in the place of the newest of its profile and segment. Returns those that no index can take. */
    List<Stay> replaceNewest(Collection<Stay> stays);

    /** Makes everything that was written findable. */
    void refresh();
}
