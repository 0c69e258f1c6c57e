package io.tributary.segment.adapter.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * By which set of definitions everybody of a tenant in this partition was judged, for tenants of which that is known. Whom a
 * new set leaves as they were is not written again, so the states themselves may name an older one.
 */
final class JudgedTenants {

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Change> underWay = new HashMap<>();

    /**
     * Nobody was judged by another set since everybody had been by the one before: who was not judged by {@code to} yet stands
     * as {@code from} decided, where that is known.
     */
    private record Change(@Nullable Long from, long to) {}

    JudgedTenants(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Whether all of them stand as that set decided. */
    boolean areBy(String tenant, long definitions) {
        return Long.valueOf(definitions).equals(known(tenant));
    }

    /** By which set those were judged who were not by this one yet. */
    Optional<Long> before(String tenant, long definitions) {
        var change = underWay.get(tenant);
        return change == null || change.to != definitions ? Optional.empty() : Optional.ofNullable(change.from);
    }

    /** Somebody is about to be judged by that set: what is known of another one no longer holds. */
    void judging(String tenant, long definitions) {
        var known = known(tenant);
        boolean others = known != null && known != definitions;
        if (!isUnderWay(tenant, definitions)) {
            underWay.remove(tenant);
            if (others) {
                underWay.put(tenant, new Change(known, definitions));
            }
        }
        if (others) {
            store.delete(tenant);
        }
    }

    /** From now on all of them are judged by that set. */
    void start(String tenant, long definitions) {
        judging(tenant, definitions);
        underWay.computeIfAbsent(tenant, _ -> new Change(null, definitions));
    }

    /** Whether that has started and nobody was judged by another set since. */
    boolean isUnderWay(String tenant, long definitions) {
        var change = underWay.get(tenant);
        return change != null && change.to == definitions;
    }

    /** All of them were judged by that set; it counts unless somebody was judged by another one meanwhile. */
    void end(String tenant, long definitions) {
        if (isUnderWay(tenant, definitions)) {
            store.put(
                    tenant, ByteBuffer.allocate(Long.BYTES).putLong(definitions).array());
        }
        underWay.remove(tenant);
    }

    private @Nullable Long known(String tenant) {
        byte[] known = store.get(tenant);
        return known == null ? null : read(known);
    }

    /** What a note says. */
    static long read(byte[] definitions) {
        return ByteBuffer.wrap(definitions).getLong();
    }
}
