package io.tributary.ingestion.adapter.file;

import java.util.HashMap;
import java.util.Map;

/** How many bytes of each tenant lie on this disk, those of uploads under way included. */
final class SpooledBytes {

    private final long mostOfATenant;
    private final Map<String, Spooled> files = new HashMap<>();
    private final Map<String, Long> tenants = new HashMap<>();

    private record Spooled(String tenant, long bytes) {}

    SpooledBytes(long mostOfATenant) {
        this.mostOfATenant = mostOfATenant;
    }

    Upload begin(String id, String tenant) {
        return new Upload(id, tenant);
    }

    /** A file that is being written. What is written of it after it was dropped does not count any more. */
    final class Upload {

        private final String id;
        private final String tenant;
        private boolean dropped;

        private Upload(String id, String tenant) {
            this.id = id;
            this.tenant = tenant;
        }

        /** Whether the file may have so many bytes more; then they are counted. */
        boolean grow(long more) {
            synchronized (SpooledBytes.this) {
                if (dropped || tenants.getOrDefault(tenant, 0L) + more > mostOfATenant) {
                    return false;
                }
                add(id, tenant, more);
                return true;
            }
        }

        void drop() {
            synchronized (SpooledBytes.this) {
                dropped = true;
                forget(id);
            }
        }
    }

    /** Counts a file that was there before this process, once. */
    synchronized void know(String id, String tenant, long bytes) {
        if (!files.containsKey(id)) {
            add(id, tenant, bytes);
        }
    }

    synchronized void forget(String id) {
        var file = files.remove(id);
        if (file != null) {
            tenants.computeIfPresent(file.tenant, (tenant, bytes) -> bytes > file.bytes ? bytes - file.bytes : null);
        }
    }

    private void add(String id, String tenant, long more) {
        files.merge(id, new Spooled(tenant, more), (old, added) -> new Spooled(tenant, old.bytes + added.bytes));
        tenants.merge(tenant, more, Long::sum);
    }
}
