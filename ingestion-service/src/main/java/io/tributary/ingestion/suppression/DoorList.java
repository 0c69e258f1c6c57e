package io.tributary.ingestion.suppression;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who must not be taken in, by digest, per tenant. Only blocks of the whole person are here, so it is small against the
 * suppression list itself. Safe for use by many threads; lookups never wait.
 */
public final class DoorList {

    /** When a block holds, in suite time; a null end is for ever. */
    public record Window(Instant from, @Nullable Instant until) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && (until == null || at.isBefore(until));
        }
    }

    private final Digest digest;
    private final Map<String, Map<ByteBuffer, Window>> tenants = new ConcurrentHashMap<>();

    public DoorList(Digest digest) {
        this.digest = digest;
    }

    /** Blocks a subject by its 32-byte digest. */
    public void block(String tenant, byte[] subject, Window window) {
        tenants.computeIfAbsent(tenant, it -> new ConcurrentHashMap<>()).put(ByteBuffer.wrap(subject.clone()), window);
    }

    public void unblock(String tenant, byte[] subject) {
        var subjects = tenants.get(tenant);
        if (subjects != null) {
            subjects.remove(ByteBuffer.wrap(subject));
        }
    }

    /** Whether the tenant has blocked nobody, so that no identifier need be looked at. */
    public boolean isEmpty(String tenant) {
        var subjects = tenants.get(tenant);
        return subjects == null || subjects.isEmpty();
    }

    /** Whether the identifier is blocked. Costs a digest only where the tenant has blocked anybody. */
    public boolean blocks(String tenant, String namespace, String normalValue, Instant at) {
        var subjects = tenants.get(tenant);
        if (subjects == null || subjects.isEmpty() || normalValue.isEmpty()) {
            return false;
        }
        var window = subjects.get(ByteBuffer.wrap(digest.of(tenant, namespace, normalValue)));
        return window != null && window.contains(at);
    }
}
