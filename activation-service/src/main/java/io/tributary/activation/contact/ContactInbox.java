package io.tributary.activation.contact;

import java.util.Collection;
import java.util.Map;

/**
 * Takes what identity-service states. A batch is one transaction, so a heartbeat is never newer in the store than the
 * contacts before it; repeating a batch changes nothing.
 */
public interface ContactInbox {

    /**
     * A contact and where it came from.
     *
     * @param ownDigest the keyed digest of the profile id itself, so that a profile can be suppressed as such
     */
    record Arrived(Contact contact, int partition, String ownDigest) {}

    /** A tombstone. */
    record Gone(String tenant, String profileId) {}

    /** Applies a batch; {@code heartbeats} gives the newest per partition in epoch milliseconds of real time. */
    void apply(Collection<Arrived> arrived, Collection<Gone> gone, Map<Integer, Long> heartbeats);
}
