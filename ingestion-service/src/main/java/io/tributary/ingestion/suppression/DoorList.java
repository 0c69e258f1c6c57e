package io.tributary.ingestion.suppression;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who must not be taken in, by digest, per tenant: who is on the suppression list as erased, and whom a privacy
 * request keeps out. Only blocks of the whole person are here, so it is small against the suppression list itself.
 * Safe for use by many threads; lookups never wait.
 */
public final class DoorList {

    /** When a block holds, in suite time; a null end is for ever. */
    public record Window(Instant from, @Nullable Instant until) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && (until == null || at.isBefore(until));
        }
    }

    private final Digest digest;
    private final Map<String, Map<ByteBuffer, Window>> listed = new ConcurrentHashMap<>();
    private final Map<String, Set<ByteBuffer>> requested = new ConcurrentHashMap<>();

    public DoorList(Digest digest) {
        this.digest = digest;
    }

    /** The suppression list says that a subject, by its 32-byte digest, is erased. */
    public void erase(String tenant, byte[] subject, Window erased) {
        listed.computeIfAbsent(tenant, it -> new ConcurrentHashMap<>()).put(ByteBuffer.wrap(subject.clone()), erased);
    }

    /** The suppression list does not name the subject any more. */
    public void unblock(String tenant, byte[] subject) {
        var subjects = listed.get(tenant);
        if (subjects != null) {
            subjects.remove(ByteBuffer.wrap(subject));
        }
    }

    /** A privacy request keeps the subject out. */
    public void keepOut(String tenant, byte[] subject) {
        requested.computeIfAbsent(tenant, it -> ConcurrentHashMap.newKeySet()).add(ByteBuffer.wrap(subject.clone()));
    }

    /** No privacy request keeps the subject out any more. */
    public void letIn(String tenant, byte[] subject) {
        var subjects = requested.get(tenant);
        if (subjects != null) {
            subjects.remove(ByteBuffer.wrap(subject));
        }
    }

    /** Whether the tenant has blocked nobody, so that no identifier need be looked at. */
    public boolean isEmpty(String tenant) {
        return isEmpty(listed.get(tenant)) && isEmpty(requested.get(tenant));
    }

    private static boolean isEmpty(@Nullable Map<?, ?> subjects) {
        return subjects == null || subjects.isEmpty();
    }

    private static boolean isEmpty(@Nullable Set<?> subjects) {
        return subjects == null || subjects.isEmpty();
    }

    /** What holds for the identifier. Costs a digest only where the tenant has blocked anybody. */
    public Standing standing(String tenant, String namespace, String normalValue, Instant at) {
        return normalValue.isEmpty() || isEmpty(tenant)
                ? new Standing.Free()
                : standing(tenant, digest.of(tenant, namespace, normalValue), at);
    }

    /** What holds for a subject, by its 32-byte digest. */
    public Standing standing(String tenant, byte[] subject, Instant at) {
        var key = ByteBuffer.wrap(subject);
        var asked = requested.get(tenant);
        if (asked != null && asked.contains(key)) {
            return new Standing.Blocked();
        }
        var subjects = listed.get(tenant);
        var erased = subjects == null ? null : subjects.get(key);
        return erased != null && erased.contains(at) ? new Standing.Erased(erased.from()) : new Standing.Free();
    }
}
