package io.tributary.activation.membership;

import java.time.Instant;
import java.util.Collection;

/** Takes what segment-service states. A batch is one transaction; repeating a batch changes nothing. */
public interface StandingInbox {

    /** Which membership a tombstone is about. */
    record Gone(String tenant, String segmentKey, String profileId) {}

    /** Applies standings of any tenants; older ones than known are passed over. {@code now} is real time. */
    void apply(Collection<Standing> standings, Collection<Gone> gone, Instant now);

    void applySegments(Collection<Segment> segments);
}
