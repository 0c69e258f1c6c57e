package io.tributary.segment.adapter.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * By which set of definitions everybody of a tenant in this partition was judged, for tenants of which that is known. Whom a
 * new set leaves as they were is not written again, so the states themselves may name an older one.
 */
final class JudgedTenants {

    private final KeyValueStore<String, byte[]> store;

    JudgedTenants(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Whether all of them stand as that set decided. */
    boolean areBy(String tenant, long definitions) {
        byte[] known = store.get(tenant);
        return known != null && read(known) == definitions;
    }

    /** Everybody was judged by that set, and nobody by another one since. */
    void put(String tenant, long definitions) {
        store.put(tenant, ByteBuffer.allocate(Long.BYTES).putLong(definitions).array());
    }

    /** Somebody is about to be judged by that set: what is known of another one no longer holds. */
    void begin(String tenant, long definitions) {
        byte[] known = store.get(tenant);
        if (known != null && read(known) != definitions) {
            store.delete(tenant);
        }
    }

    /** What {@link #put} wrote. */
    static long read(byte[] definitions) {
        return ByteBuffer.wrap(definitions).getLong();
    }
}
