package io.tributary.segment.list;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The store of lists: identifiers as keyed digests, and who has them. Uploads and contacts of a tenant take turns, so none
 * overlooks what the other wrote. What gives a {@code Mono} is for routes; the rest blocks. Fails with {@code
 * StoreUnavailable}.
 */
public interface Lists {

    /** An upload for a list. */
    record Upload(String tenant, String id, String segmentKey) {}

    /**
     * The list as it stands.
     *
     * @param unmatched identifiers that nobody who is known has
     */
    record Standing(long identifiers, long unmatched, long people) {}

    void begin(Upload upload);

    /** Adds to the upload; digests of erased people are not taken. */
    void put(Upload upload, List<byte[]> digests);

    /** What the upload would make of its list. */
    ListDifference difference(Upload upload, ListMode mode);

    /** Makes it so. Done again, it changes nothing and says the same. */
    ListDifference apply(Upload upload, ListMode mode);

    void discard(Upload upload);

    Mono<Standing> standing(String tenant, String segmentKey);

    /** Lets go of abandoned uploads and of the lists of retired segments. */
    int tidy(Duration abandoned);
}
