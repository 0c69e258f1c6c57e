package io.tributary.bench.suite;

import io.tributary.bench.memberships.MembershipTail;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when the committed entry into the segment of the probe was first seen, as any consumer would, by the message that caused it. */
final class MembershipWatch implements AutoCloseable {

    private final Map<String, Long> seenNanos = new ConcurrentHashMap<>();
    private final MembershipTail tail;

    /** Reads from the end of the topic on. */
    MembershipWatch(String bootstrap) {
        this.tail = new MembershipTail(bootstrap, this::note);
    }

    /** When it was seen, on the clock of {@link System#nanoTime}, by message id. */
    Map<String, Long> seenNanos() {
        return Map.copyOf(seenNanos);
    }

    private void note(Membership membership, long now) {
        if (membership.getMember()
                && membership.getSegmentKey().equals(Segments.PROBE)
                && membership.getCause() == MembershipCause.EVENT) {
            seenNanos.putIfAbsent(membership.getCauseId(), now);
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
